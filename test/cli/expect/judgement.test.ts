import { expect, test } from 'vitest'
import { judge, type Seen } from '../../../sdk/cli/expect/judgement.js'

const predicted = { from: 10_000, to: 10_000 }
const seen: Seen = {
  predicted,
  aliveAt: 9_900,
  endedBy: 10_100,
  reason: 'expired-idle',
  tellsLimits: true,
  complaints: [],
}

test.each<[string, Partial<Seen>, string, number | undefined]>([
  ['at its end', {}, 'as-expected', 0],
  ['at the very tolerance', { aliveAt: 11_900, endedBy: 12_100 }, 'as-expected', 2000],
  ['just behind it', { aliveAt: 11_901, endedBy: 12_101 }, 'differs', 2001],
  ['too early', { aliveAt: 1000, endedBy: 7000 }, 'differs', -6000],
  [
    'perhaps too early: the looks lie too far apart',
    { aliveAt: 1000, endedBy: 9500 },
    'cannot-tell',
    -4750,
  ],
  [
    'a slow sign-in makes it uncertain',
    { predicted: { from: 5000, to: 11_000 } },
    'cannot-tell',
    2000,
  ],
  [
    'still alive within the tolerance',
    { endedBy: undefined, aliveAt: 12_000 },
    'cannot-tell',
    undefined,
  ],
  ['still alive behind it', { endedBy: undefined, aliveAt: 12_001 }, 'differs', undefined],
  ['another reason', { reason: 'ended-elsewhere' }, 'differs', 0],
  [
    'another reason of a source that can not know',
    { reason: 'unknown', tellsLimits: false },
    'as-expected',
    0,
  ],
  ['a complaint', { complaints: ['asked for more'] }, 'differs', 0],
])('%s', (_, change, verdict, differenceMs) => {
  const judgement = judge({ endsBy: 'idle' }, { ...seen, ...change }, 2000)
  expect(judgement.verdict).toBe(verdict)
  expect(judgement.differenceMs).toBe(differenceMs)
})

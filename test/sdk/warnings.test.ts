import { warningOf } from 'sso-pulse/parts'
import { expect, test } from 'vitest'
import { look, memoryAfter, signedIn, signedOut } from './observations.js'
import { noon } from './turnable-clock.js'

const thresholds = [600_000, 120_000]
const endsIn = (ms: number, session = 's1') =>
  memoryAfter(look(signedIn({ idleLimitAt: noon + ms, session }))).state
const warn = (ms: number, session?: string) => warningOf(endsIn(ms, session), thresholds, noon)

test('nothing is due before the first threshold, which is crossed next', () => {
  expect(warn(900_000)).toMatchObject({ key: '', nextAt: noon + 300_000 })
})

test('from a threshold on it is due; the next one follows', () => {
  const warning = warn(600_000)
  expect(warning?.key).not.toBe('')
  expect(warning?.nextAt).toBe(noon + 480_000)
  expect(warning?.detail).toMatchObject({ limit: 'idle', remainingMs: 600_000 })
})

test('one who opens late hears of the nearest threshold, with the time that is left', () => {
  expect(warn(100_000)).toMatchObject({ detail: { remainingMs: 100_000 }, nextAt: Infinity })
})

test('the key is the same for the same session, deadline and threshold, and no other', () => {
  const at = (later: number) => warningOf(endsIn(600_000), thresholds, noon + later)?.key
  expect(at(0)).toBe(at(1000))
  expect(new Set([at(0), at(480_000), warn(599_000)?.key, warn(600_000, 's2')?.key]).size).toBe(4)
})

test('the order of the thresholds does not matter', () => {
  const state = endsIn(300_000)
  expect(warningOf(state, [120_000, 600_000], noon)).toEqual(warningOf(state, thresholds, noon))
})

test('nothing is due without a session, without a deadline, or past it', () => {
  expect(warningOf({ status: 'unknown' }, thresholds, noon)).toBeUndefined()
  expect(warningOf(memoryAfter(look(signedOut())).state, thresholds, noon)).toBeUndefined()
  expect(warningOf(memoryAfter(look(signedIn())).state, thresholds, noon)).toBeUndefined()
  expect(warn(0)).toBeUndefined()
})

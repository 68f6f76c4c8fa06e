// What a screen reader hears: the news at once, the time left at few instants, never each second.
import { expect, test } from 'vitest'
import { type Announcement, announce } from '../../../extension/ui/announcement.js'
import { minute, second } from '../pictures.js'

const endsAt = 20 * minute

function headlineAt(instant: number): string {
  return `ends in ${(endsAt - instant) / second} s`
}

/** All that is said while the clock runs second by second. */
function saidWhile(from: number, to: number): [at: number, text: string][] {
  const said: [number, string][] = []
  let before: Announcement | undefined
  for (let now = from; now < to; now += second) {
    const expiring = endsAt - now <= 10 * minute
    const about = expiring
      ? { subject: 'expiring', headline: headlineAt(now), countsTo: endsAt }
      : { subject: 'signed in', headline: 'Signed in' }
    const announcement = announce(before, about, now, headlineAt)
    if (announcement !== before) said.push([(endsAt - now) / second, announcement.text])
    before = announcement
  }
  return said
}

test('on open the headline, then 10, 5, 2, 1 minutes, then steps of 20 seconds', () => {
  expect(saidWhile(0, endsAt)).toEqual([
    [1200, 'Signed in'],
    [600, 'ends in 600 s'],
    [300, 'ends in 300 s'],
    [120, 'ends in 120 s'],
    [60, 'ends in 60 s'],
    [40, 'ends in 40 s'],
    [20, 'ends in 20 s'],
  ])
})

test('opened in between, the headline is true to the second; later ones are rounded up', () => {
  expect(saidWhile(endsAt - 90.5 * second, endsAt - 55 * second)).toEqual([
    [90.5, 'ends in 90.5 s'],
    [59.5, 'ends in 60 s'],
  ])
})

test('a change of state is said at once', () => {
  const before = announce(undefined, { subject: 'a', headline: 'Signed in' }, 0, headlineAt)
  const after = announce(before, { subject: 'b', headline: 'Not signed in' }, 0, headlineAt)
  expect(after.text).toBe('Not signed in')
})

test('the same text again, when the state is another, is still news', () => {
  const before = announce(undefined, { subject: 'a', headline: 'Same' }, 0, headlineAt)
  expect(announce(before, { subject: 'b', headline: 'Same' }, 0, headlineAt)).not.toBe(before)
})

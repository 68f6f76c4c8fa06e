import fc from 'fast-check'
import { expect, test } from 'vitest'
import { durationText, parseDuration } from '../../../sdk/cli/expect/duration.js'

test.each([
  ['90s', 90_000],
  ['2h30m', 9_000_000],
  ['14d', 1_209_600_000],
  ['5min', 300_000],
  ['1.5s', 1500],
  [' 1d2h3m4s ', 93_784_000],
])('%j', (typed, ms) => {
  expect(parseDuration(typed)).toBe(ms)
})

test.each([
  '',
  '2',
  '0s',
  'h',
  '2h2h',
  '30m2h',
  '-2h',
  '2 h',
  '1e3s',
  'PT2H',
  '0.0001s',
  '99999d',
  '1.5h',
])('%j is no duration', (typed) => {
  expect(parseDuration(typed)).toBeUndefined()
})

test('what is shown can be typed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e11 }), (ms) => {
      expect(parseDuration(durationText(ms))).toBe(ms)
    }),
  )
})

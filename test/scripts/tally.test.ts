import { expect, test } from 'vitest'
import { exitCode, formatTally, nothing, oneFailed, onePassed, sum } from '../../scripts/tally.js'

test('tallies add up to one plain line', () => {
  const total = sum([onePassed, { passed: 3, failed: 0, skipped: 2 }, oneFailed])
  expect(formatTally(total)).toBe('4 passed, 1 failed, 2 skipped')
})

test.each([
  ['all passed', onePassed, 0],
  ['one failed', sum([onePassed, oneFailed]), 1],
  ['nothing ran', nothing, 1],
])('%s', (_, tally, code) => {
  expect(exitCode(tally)).toBe(code)
})

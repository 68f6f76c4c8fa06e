import { expect, test } from 'vitest'
import { formatSpread, median, spread } from '../../scripts/bench/statistics.js'

test.each([
  [[3], 3],
  [[5, 1, 3], 3],
  [[4, 1, 3, 2], 2.5],
  [[], Number.NaN],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected)
})

test('a spread reads as its middle and its ends', () => {
  expect(formatSpread(spread([1.5, 1, 2]))).toBe('1.50 (1.00 to 2.00)')
})

import { expect, test } from 'vitest'
import { formatSizes, isOverBudget } from '../../scripts/size/budget.js'

test('a size may reach its budget, not pass it', () => {
  expect(isOverBudget({ name: 'watch', bytes: 3_000, budget: 3_000 })).toBe(false)
  expect(isOverBudget({ name: 'watch', bytes: 3_001, budget: 3_000 })).toBe(true)
})

test('the table says by how much a budget is passed', () => {
  const table = formatSizes([
    { name: 'sdk', bytes: 2_950, budget: 3_000 },
    { name: 'popup', bytes: 12_001, budget: 12_000 },
  ])
  expect(table.split('\n')).toEqual([
    'brotli bytes    size  budget',
    'sdk            2,950   3,000  ok',
    'popup         12,001  12,000  over by 1',
  ])
})

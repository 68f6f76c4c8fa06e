// Sizes and their budgets as a table: no files, no building.
import { formatNumber, formatTable } from '../table.js'

export interface Size {
  readonly name: string
  readonly bytes: number
  readonly budget: number
}

export function isOverBudget({ bytes, budget }: Size): boolean {
  return bytes > budget
}

/** One line for each size; what is over its budget says by how much. */
export function formatSizes(sizes: readonly Size[]): string {
  const rows = sizes.map((size) => [
    size.name,
    formatNumber(size.bytes),
    formatNumber(size.budget),
    isOverBudget(size) ? `over by ${formatNumber(size.bytes - size.budget)}` : 'ok',
  ])
  return formatTable(['brotli bytes', 'size', 'budget', ''], rows)
}

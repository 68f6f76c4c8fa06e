// Sizes and their budgets as a table: no files, no building.

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
    group(size.bytes),
    group(size.budget),
    isOverBudget(size) ? `over by ${group(size.bytes - size.budget)}` : 'ok',
  ])
  return formatTable(['brotli bytes', 'size', 'budget', ''], rows)
}

function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0
          return column === 1 || column === 2 ? cell.padStart(width) : cell.padEnd(width)
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** 12345 -> "12,345", whatever the machine's language. */
function group(bytes: number): string {
  return bytes.toLocaleString('en-US')
}

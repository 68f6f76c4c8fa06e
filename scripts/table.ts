// Rows of cells as aligned text; a column of numbers stands to the right.

export type Row = readonly string[]

export function formatTable(head: Row, rows: readonly Row[]): string {
  const all = [head, ...rows]
  const columns = head.map((_, column) => all.map((row) => row[column] ?? ''))
  const widths = columns.map((cells) => Math.max(...cells.map((cell) => cell.length)))
  const isNumeric = columns.map((cells) => cells.slice(1).every((cell) => /^[\d–]/.test(cell)))
  return all
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0
          return isNumeric[column] ? cell.padStart(width) : cell.padEnd(width)
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** 12345 -> "12,345", whatever the machine's language; nothing measured is a dash. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '–'
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 2 : 0 })
}

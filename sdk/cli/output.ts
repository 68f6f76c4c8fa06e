// What a command says: one JSON document or text for people; colours only on a terminal, and never alone.
import type { Screen, Shell } from './shell.js'

export interface OutputOptions {
  readonly json?: boolean
}

/** One line of JSON, or the lines for people. */
export function tell(
  { out }: Pick<Shell, 'out'>,
  { json }: OutputOptions,
  document: object,
  lines: readonly string[],
): void {
  out.write(json ? `${JSON.stringify(document)}\n` : lines.map((line) => `${line}\n`).join(''))
}

/** Says on standard error what is done right now, and takes it away again; nothing where nobody watches. */
export async function busy<T>(
  { err }: Pick<Shell, 'err'>,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  if (err.isTerminal) err.write(`${what} …`)
  try {
    return await work()
  } finally {
    // Back to the first column, and clear to the end of the line (ECMA-48: EL).
    if (err.isTerminal) err.write('\r\u001b[K')
  }
}

const colours = { good: 32, warn: 33, bad: 31, quiet: 2, bold: 1 } as const

export type Paint = (colour: keyof typeof colours, text: string) => string

/** https://no-color.org */
export function paintFor(screen: Screen, { env }: Pick<Shell, 'env'>): Paint {
  const coloured = screen.isTerminal && !env.NO_COLOR && env.TERM !== 'dumb'
  return (colour, text) => (coloured ? `\u001b[${colours[colour]}m${text}\u001b[0m` : text)
}

/** Columns as wide as their widest cell; the last one is free. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, cell.length)
    })
  }
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** Text of a server on a terminal: no control characters, and not too long. */
export function plainText(text: string, longest = 80): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain
}

// What a key does in the table. Pure. Only there: single letters belong to who types elsewhere (WCAG 2.1.4).
import { isChange, type TimelineRow } from 'sso-pulse/timeline'

export type Command =
  | 'next'
  | 'previous'
  | 'next-page'
  | 'previous-page'
  | 'first'
  | 'last'
  | 'next-change'
  | 'previous-change'
  | 'pause'
  | 'mark'
  | 'filter'

const commands: Readonly<Record<string, Command>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  PageDown: 'next-page',
  PageUp: 'previous-page',
  Home: 'first',
  End: 'last',
  n: 'next-change',
  p: 'previous-change',
  ' ': 'pause',
  m: 'mark',
  f: 'filter',
}

export function commandOf(event: KeyboardEvent): Command | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined
  return commands[event.key.length === 1 ? event.key.toLowerCase() : event.key]
}

/** The row that a command leads to; the same where there is no further one. */
export function rowAfter(
  command: Command,
  rows: readonly TimelineRow[],
  at: number,
  pageRows: number,
): number {
  const last = rows.length - 1
  switch (command) {
    case 'next':
      return Math.min(last, at + 1)
    case 'previous':
      return Math.max(0, at - 1)
    case 'next-page':
      return Math.min(last, at + pageRows)
    case 'previous-page':
      return Math.max(0, at - pageRows)
    case 'first':
      return 0
    case 'last':
      return last
    case 'next-change': {
      const found = rows.findIndex((row, index) => index > at && isChange(row))
      return found < 0 ? at : found
    }
    case 'previous-change': {
      const found = rows.findLastIndex((row, index) => index < at && isChange(row))
      return found < 0 ? at : found
    }
    default:
      return at
  }
}

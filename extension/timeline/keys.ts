// What a key does in the table beside moving. Pure. Only there: single letters belong to who types elsewhere (WCAG 2.1.4).
import { isChange, type TimelineRow } from 'sso-pulse/timeline'
import { isPlain } from '../ui/moves.js'

export type Command = 'next-change' | 'previous-change' | 'pause' | 'mark' | 'filter'

const commands: Readonly<Record<string, Command>> = {
  n: 'next-change',
  p: 'previous-change',
  ' ': 'pause',
  m: 'mark',
  f: 'filter',
}

export function commandOf(event: KeyboardEvent): Command | undefined {
  return isPlain(event) ? commands[event.key.toLowerCase()] : undefined
}

/** The row that a command leads to; the same where there is no further one. */
export function rowAfter(command: Command, rows: readonly TimelineRow[], at: number): number {
  switch (command) {
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

// How keys move through the rows of a grid. Pure.

export type Move = 'next' | 'previous' | 'next-page' | 'previous-page' | 'first' | 'last'

const moves: Readonly<Record<string, Move>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  PageDown: 'next-page',
  PageUp: 'previous-page',
  Home: 'first',
  End: 'last',
}

export function moveOf(event: KeyboardEvent): Move | undefined {
  return isPlain(event) ? moves[event.key] : undefined
}

/** With another key it belongs to the browser. */
export function isPlain(event: KeyboardEvent): boolean {
  return !(event.ctrlKey || event.altKey || event.metaKey)
}

/** The row that a move leads to; the same where there is no further one, -1 where there is none at all. */
export function rowAfter(move: Move, rows: number, at: number, pageRows: number): number {
  const last = rows - 1
  switch (move) {
    case 'next':
      return Math.min(last, at + 1)
    case 'previous':
      return Math.min(last, Math.max(0, at - 1))
    case 'next-page':
      return Math.min(last, at + pageRows)
    case 'previous-page':
      return Math.min(last, Math.max(0, at - pageRows))
    case 'first':
      return Math.min(last, 0)
    case 'last':
      return last
  }
}

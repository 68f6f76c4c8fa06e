// Which rows are shown. Pure; the text of a row is put together once, so that each keystroke only compares.
import { isChange, type TimelineRow } from 'sso-pulse/timeline'
import type { Say } from '../shared/say.js'
import { rowWords, serverText, timeText } from './row-words.js'

export interface Filter {
  readonly text: string
  readonly changesOnly: boolean
  /** Of one server, and what belongs to none. */
  readonly server?: string | undefined
}

export const noFilter: Filter = { text: '', changesOnly: false }

export type Matches = (row: TimelineRow) => boolean

export function createSearch(say: Say): (filter: Filter) => Matches {
  const texts = new WeakMap<TimelineRow, string>()
  const words = new Map<string, string>()
  const textOf = (row: TimelineRow): string => {
    const known = texts.get(row)
    if (known !== undefined) return known
    const key = keyOf(row)
    const said = words.get(key) ?? wordsOf(row, say)
    words.set(key, said)
    const text = `${timeText(row.at)} ${said}`
    texts.set(row, text)
    return text
  }
  return ({ text, changesOnly, server }) => {
    const wanted = text.toLowerCase().split(/\s+/).filter(Boolean)
    return (row) =>
      (!changesOnly || isWorthMention(row)) &&
      (server === undefined || row.kind === 'mark' || row.server === server) &&
      (wanted.length === 0 || wanted.every((word) => textOf(row).includes(word)))
  }
}

/** The same for rows that say the same. */
function keyOf(row: TimelineRow): string {
  if (row.kind !== 'look') return JSON.stringify(row)
  const { server, cause, outcome, after } = row
  const { status, user, reason, trouble } = after
  const code = 'kind' in outcome ? outcome.httpStatus : undefined
  return [server, cause, status, user, reason, trouble, code].join('\n')
}

function wordsOf(row: TimelineRow, say: Say): string {
  const { what, cause } = rowWords(row, say)
  const server = row.kind === 'mark' ? '' : serverText(row.server)
  const trouble = row.kind === 'look' ? (row.after.trouble ?? '') : ''
  return [what, cause, trouble, server].join(' ').toLowerCase()
}

/** A mark says where somebody was. */
function isWorthMention(row: TimelineRow): boolean {
  return row.kind === 'mark' || isChange(row)
}

export function serversIn(rows: readonly TimelineRow[]): readonly string[] {
  const servers = new Set<string>()
  for (const row of rows) if (row.kind !== 'mark') servers.add(row.server)
  return [...servers]
}

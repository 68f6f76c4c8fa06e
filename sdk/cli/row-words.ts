// A row of a timeline as a line.
import type { SessionState } from '../session.js'
import type { Known, SignOutRow, TimelineRow } from '../timeline-rows.js'
import { plainText } from './output.js'
import { inWords, isoSeconds, stateInWords } from './words.js'

/** What a timeline holds may be anybody's text. */
export function lineOf(row: TimelineRow, namesServer: boolean): string {
  const server = namesServer && 'server' in row ? [plainText(row.server, 120)] : []
  return [isoSeconds(row.at), ...server, plainText(rowInWords(row), 300)].join('  ')
}

function rowInWords(row: TimelineRow): string {
  switch (row.kind) {
    case 'look':
      return `${knownInWords(row.after, row.at)} [${row.cause}, ${row.at - row.askedAt} ms]`
    case 'notification':
      return `warning (${row.told}): ${row.limit} limit in ${inWords(row.remainingMs)}`
    case 'sign-out':
      return `sign-out: ${steps[row.step]}${row.services ? ` (${row.services.join(', ')})` : ''}`
    case 'mark':
      return `mark: ${row.text}`
  }
}

const steps: Readonly<Record<SignOutRow['step'], string>> = {
  asked: 'asked for',
  sent: 'sent to CAS',
  proved: 'proved by two looks',
  'not-proved': 'not proved',
  'page-opened': "CAS's own page was opened",
}

/** As `watch` says it: trouble beside what is known. */
export function knownInWords(known: Known, now: number): string {
  return stateInWords(stateOf(known, now), now) + troubleInWords(known.trouble)
}

export function troubleInWords(trouble: Known['trouble']): string {
  return trouble ? ` (no answer: ${trouble})` : ''
}

function stateOf({ status, user, reason, deadlines }: Known, checkedAt: number): SessionState {
  switch (status) {
    case 'unknown':
      return { status }
    case 'signed-in':
      return { status, user: user ?? 'somebody', deadlines: deadlines ?? [], checkedAt }
    case 'signed-out':
      return { status, reason: reason ?? 'unknown', user, checkedAt }
  }
}

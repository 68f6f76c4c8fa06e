// The badge's text and when it next changes. Pure. Two glyphs fit in every browser; the title carries the sentence.
import type { SessionState } from 'sso-pulse'
import { type Face, face } from 'sso-pulse/face'
import type { Picture } from '../shared/picture.js'

const secondMs = 1000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

export function badgeTextOf(picture: Picture, now: number): string {
  switch (picture.kind) {
    case 'not-configured':
    case 'paused':
      return ''
    case 'permission-missing':
      return '!'
    case 'session':
      return textOf(face(picture.record.memory.state, now))
  }
}

function textOf({ phase, end }: Face): string {
  switch (phase) {
    case 'checking':
      return '…'
    case 'signed-out':
      return ''
    case 'ended':
      return '!'
    case 'unreachable':
      return '?'
    case 'signed-in':
    case 'expiring':
      return end ? timeLeft(end.remainingMs) : ''
  }
}

/** Rounded down, and never 0 before the deadline. */
function timeLeft(ms: number): string {
  if (ms >= dayMs) return `${Math.floor(ms / dayMs)}d`
  if (ms >= hourMs) return `${Math.floor(ms / hourMs)}h`
  return `${Math.max(1, Math.floor(ms / minuteMs))}′`
}

/** The next instant at which text, tone or title differ though nothing new was learned; infinite if never. */
export function nextChangeAt(state: SessionState, now: number): number {
  const { end, phase } = face(state, now)
  if (!end || (phase !== 'signed-in' && phase !== 'expiring')) return Number.POSITIVE_INFINITY
  const { remainingMs } = end
  // The title has minutes below an hour, the badge hours above.
  const unitMs = remainingMs > hourMs ? hourMs : minuteMs
  return now + (remainingMs % unitMs) + 1
}

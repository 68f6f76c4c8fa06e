// The badge's text and when it next changes. Pure. Two glyphs fit in every browser; the title carries the sentence.
import type { SessionState } from 'sso-pulse'
import { type Face, face } from 'sso-pulse/face'
import { durationLeft, hourMs, minuteMs } from '../shared/duration.js'
import type { Picture } from '../shared/picture.js'

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

/** The largest unit alone. */
function timeLeft(ms: number): string {
  const { days, hours, minutes } = durationLeft(ms)
  if (days) return `${days}d`
  return hours ? `${hours}h` : `${minutes}′`
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

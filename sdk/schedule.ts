// When to look next. Pure: a function of what is known and whether anybody can see us.
import { endOf } from './deadlines.js'
import type { Memory } from './machine.js'
import type { LookCause } from './observation.js'

export interface Pace {
  /** Known longer than this is stale while somebody can see it. */
  readonly maxStalenessMs: number
}

/** No two automatic looks are closer than this. */
const minGapMs = 10_000
/** CAS compares strictly: at the very instant a ticket still lives. */
const justAfterMs = 500
/**
 * A look this long after a deadline settles it. The server's own is true, but the skew may be wrong; a configured one
 * may be wrong itself, so one look must do.
 */
const settledMs = { server: 5000, policy: justAfterMs }
/** The longest back-off, in intervals: later than that a recovered server would stay unnoticed. */
const backOffIntervals = 4

export interface NextLook {
  /** Local instant; infinite when only an event can make us look. */
  readonly at: number
  readonly cause: LookCause
}

/** @param woken the event that asks for a look, as soon as one is allowed */
export function nextLook(
  { state, lookedAt, failures, dice, notBefore }: Memory,
  { maxStalenessMs }: Pace,
  visible: boolean,
  now: number,
  woken?: LookCause,
): NextLook {
  if (lookedAt === undefined) return { at: now, cause: 'start' }
  // The clock was set back: nothing that was planned holds.
  if (lookedAt > now) return { at: now, cause: 'late-timer' }
  const end = endOf(state)
  const open = end && lookedAt < end.at + settledMs[end.origin]
  const deadlineAt = open ? end.at + justAfterMs : Infinity
  const intervals = failures ? dice * Math.min(2 ** failures / 2, backOffIntervals) : 1
  const routineAt = visible ? lookedAt + intervals * maxStalenessMs : Infinity
  // A look shortly before a deadline would delay the one that proves the end.
  const forDeadline = deadlineAt < routineAt + minGapMs
  const at = woken ? now : forDeadline ? deadlineAt : routineAt
  return {
    at: Math.max(at, lookedAt + minGapMs, notBefore),
    cause: woken ?? (forDeadline ? 'deadline' : failures ? 'retry' : 'stale'),
  }
}

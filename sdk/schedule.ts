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
/** A look this long after a deadline settles it: the skew may be wrong by less, a configured number by any amount. */
const settledMs = 5000
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
  const open = end && lookedAt < end.at + settledMs
  const deadlineAt = open ? end.at + justAfterMs : Infinity
  const intervals = failures ? dice * Math.min(2 ** failures / 2, backOffIntervals) : 1
  const routineAt = visible ? lookedAt + intervals * maxStalenessMs : Infinity
  // A look shortly before a deadline would delay the one that proves the end.
  const next: NextLook = woken
    ? { at: now, cause: woken }
    : deadlineAt < routineAt + minGapMs
      ? { at: deadlineAt, cause: 'deadline' }
      : { at: routineAt, cause: failures ? 'retry' : 'stale' }
  return { ...next, at: Math.max(next.at, lookedAt + minGapMs, notBefore) }
}

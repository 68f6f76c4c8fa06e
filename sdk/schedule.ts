// When to look next. Pure: a function of what is known and whether anybody can see us.
import { endOf } from './deadlines.js'
import type { Memory } from './machine.js'
import type { LookCause } from './session.js'

export interface Pace {
  /** Known longer than this is stale while somebody can see it. */
  readonly maxStalenessMs: number
}

/** No two automatic looks are closer than this. */
export const minGapMs = 10_000
/** CAS compares strictly: at the very instant a ticket still lives. */
const justAfterMs = 500
/** The longest back-off, in intervals: later than that a recovered server would stay unnoticed. */
const backOffIntervals = 4

export interface NextLook {
  /** Local instant; infinite when only an event can make us look. */
  readonly at: number
  readonly cause: LookCause
}

export function nextLook(memory: Memory, pace: Pace, visible: boolean, now: number): NextLook {
  const { lookedAt } = memory
  if (lookedAt === undefined) return { at: now, cause: 'start' }
  if (lookedAt > now) return { at: now, cause: 'late-timer' }
  const wanted = wantedLook(memory, lookedAt, pace, visible)
  return { ...wanted, at: Math.max(wanted.at, earliest(memory, now)) }
}

/** Before this instant no automatic look is allowed. A look in the future means that the clock was set back. */
export function earliest({ lookedAt = 0, notBefore }: Memory, now: number): number {
  return lookedAt > now ? now : Math.max(lookedAt + minGapMs, notBefore)
}

function wantedLook(
  { state, failures, dice }: Memory,
  lookedAt: number,
  { maxStalenessMs }: Pace,
  visible: boolean,
): NextLook {
  const never = Number.POSITIVE_INFINITY
  const end = endOf(state)
  const endAt = end ? end.at + justAfterMs : never
  const passed = endAt <= lookedAt
  // A configured number may be wrong: past its deadline one look is enough. The server's is not.
  const again = end?.origin === 'server' && !failures ? lookedAt : never
  const deadlineAt = passed ? again : endAt
  const capMs = maxStalenessMs * Math.min(2 ** failures / 2, backOffIntervals)
  const routine: NextLook = failures
    ? { at: visible || passed ? lookedAt + dice * capMs : never, cause: 'retry' }
    : { at: visible ? lookedAt + maxStalenessMs : never, cause: 'stale' }
  return deadlineAt < routine.at ? { at: deadlineAt, cause: 'deadline' } : routine
}

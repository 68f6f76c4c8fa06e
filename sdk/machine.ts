// What is known, and what one more observation makes of it. Pure: no clock, no network.
import { deadlinesOf, endOf, measureSkew } from './deadlines.js'
import type { Failure } from './errors.js'
import type { Observation } from './observation.js'
import type { Report, SignedOutReport } from './report.js'
import type {
  EndReason,
  SessionEvents,
  SessionState,
  SignedIn,
  SignedOut,
  Unknown,
} from './session.js'

/** All that the watcher of one session remembers. Plain JSON. */
export interface Memory {
  readonly state: SessionState
  /** How far the server's clock is ahead of ours. */
  readonly skewMs?: number | undefined
  /** The last definite answer. */
  readonly checkedAt?: number | undefined
  /** The last look, whatever came of it. */
  readonly lookedAt?: number
  /** When it was asked: of two looks that overlap, the later question has the newer answer. */
  readonly askedAt: number
  /** Looks without an answer, one after another. */
  readonly failures: number
  readonly dice: number
  /** No automatic look before: the server's wish. */
  readonly notBefore: number
}

export const nothingKnown: Memory = {
  state: { status: 'unknown' },
  askedAt: 0,
  failures: 0,
  dice: 0,
  notBefore: 0,
}

/** What one observation can bring about; `expiring` comes with time instead. */
export type SessionEvent = Exclude<keyof SessionEvents, 'expiring' | 'observation'>

export interface Step {
  readonly memory: Memory
  /** Each is told with the new state. */
  readonly events: readonly SessionEvent[]
}

/** CAS may notice an end this much later than its own instant says. */
const graceMs = 1000
/** A server that asks for more is not believed. */
const longestWaitMs = 3_600_000
/** Clients that were told the same must not come back at once. */
const spreadMs = 10_000

export function reduce(memory: Memory, look: Observation): Step {
  const { askedAt, arrivedAt, dice } = look
  const before = memory.state
  // A cookie that was sent once is not withheld; one that was never seen may be.
  const unseen = 'crossSite' in look.outcome && look.outcome.crossSite
  const outcome: Report | Failure =
    unseen && before.status === 'unknown' ? { kind: 'cookie-withheld' } : look.outcome
  const learned =
    'kind' in outcome ? troubled(memory, outcome, arrivedAt) : answered(memory, outcome, look)
  const waitMs = Math.min((look.outcome.pollAfterSeconds ?? 0) * 1000, longestWaitMs)
  const notBefore = waitMs && arrivedAt + waitMs + dice * spreadMs
  return stepTo(memory, { ...learned, lookedAt: arrivedAt, askedAt, dice, notBefore })
}

/** What another watcher of the same session knows, if anything, and if it is newer. */
export function adopt(memory: Memory, theirs: Memory | undefined, now: number): Step {
  const { askedAt: known } = memory
  // A clock that was set back makes what we know look newer than it is.
  const isNewer = theirs && (theirs.askedAt >= known || known > now)
  return isNewer ? stepTo(memory, theirs) : { memory, events: [] }
}

function stepTo({ state: before }: Memory, after: Memory): Step {
  const state = isSame(before, after.state) ? before : after.state
  return { memory: { ...after, state }, events: eventsBetween(before, state) }
}

type Learned = Pick<Memory, 'state' | 'failures' | 'skewMs' | 'checkedAt'>

/** Knowledge stays, with its last confirmation: under trouble its age counts. */
function troubled({ state, ...known }: Memory, failure: Failure, now: number): Learned {
  const trouble = { ...failure, since: state.trouble?.since ?? now }
  return {
    ...known,
    state: { ...state, checkedAt: known.checkedAt, trouble } as SessionState,
    failures: known.failures + 1,
  }
}

function answered({ state, ...known }: Memory, report: Report, look: Observation): Learned {
  const checkedAt = look.arrivedAt
  const skewMs = report.now ? measureSkew(report.now, look, known.skewMs) : known.skewMs
  // One of the clocks may have been set: the deadline that was known is an instant of the server's.
  const clockSetMs = (known.skewMs ?? NaN) - (skewMs ?? NaN)
  return {
    state: report.signedIn
      ? {
          status: 'signed-in',
          user: report.principal,
          session: report.session,
          deadlines: deadlinesOf(report, skewMs),
          throttled: report.throttled,
          details: report.details,
          checkedAt,
        }
      : {
          ...(state.status === 'signed-out' ? state : ended(state, clockSetMs, report, look)),
          seen: report.reason,
          checkedAt,
          trouble: undefined,
        },
    skewMs,
    checkedAt,
    failures: 0,
  }
}

function ended(
  before: Unknown | SignedIn,
  clockSetMs: number,
  { reason }: SignedOutReport,
  { arrivedAt, signingOut }: Observation,
): Omit<SignedOut, 'checkedAt'> {
  const end = endOf(before)
  const endAt = end?.origin === 'server' ? end.at + clockSetMs : Infinity
  const expired = end && arrivedAt >= endAt - graceMs
  // The order matters: our own act, then a deadline that CAS gave, then what CAS says.
  const why = (): EndReason => {
    if (before.status === 'unknown') return 'never'
    if (signingOut) return 'signed-out-here'
    if (expired) return `expired-${end.limit}`
    return reason === 'ended' || reason === 'no-cookie' ? 'ended-elsewhere' : 'unknown'
  }
  return {
    status: 'signed-out',
    reason: why(),
    user: before.user,
    endedAt: expired ? endAt : arrivedAt,
  }
}

function eventsBetween(before: SessionState, after: SessionState): SessionEvent[] {
  const was = before.status === 'signed-in' && before
  const is = after.status === 'signed-in' && after
  const otherUser = was && is && was.user !== is.user
  const happened: Readonly<Record<SessionEvent, unknown>> = {
    trouble: after.trouble && after.trouble.kind !== before.trouble?.kind,
    recovered: before.trouble && !after.trouble,
    ended: was && !is,
    'other-user': otherUser,
    started: is && !otherUser && (!was || was.session !== is.session),
  }
  const events = Object.keys(happened) as SessionEvent[]
  return events.filter((event) => happened[event])
}

/** Equal but for the instant of the look. Members keep their order, so the text can be compared. */
function isSame(a: SessionState, b: SessionState): boolean {
  const text = (state: SessionState) => JSON.stringify({ ...state, checkedAt: 0 })
  return text(a) === text(b)
}

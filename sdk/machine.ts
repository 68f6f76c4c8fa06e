// What is known, and what one more observation makes of it. Pure: no clock, no network.
import { deadlinesOf, endOf, measureSkew } from './deadlines.js'
import type { Failure } from './errors.js'
import type { Report, SignedInReport, SignedOutReport } from './report.js'
import type {
  EndReason,
  LookCause,
  SessionEvents,
  SessionState,
  SignedIn,
  SignedOut,
} from './session.js'

/** One thing that was learned: a report, or the failure that came instead. Plain JSON. */
export interface Observation {
  readonly cause: LookCause
  /** Local instants. */
  readonly askedAt: number
  readonly arrivedAt: number
  readonly outcome: Report | Failure
  /** Uniform in [0, 1): spreads the next look after a failure. */
  readonly dice: number
  /** A session that was seen just before was told to end. */
  readonly signingOut?: boolean
  /** The server is on another site than this page, so a missing cookie proves nothing. */
  readonly crossSite?: boolean
}

/** All that the watcher of one session remembers. Plain JSON. */
export interface Memory {
  readonly state: SessionState
  /** How far the server's clock is ahead of ours. */
  readonly skewMs?: number | undefined
  /** The last definite answer. */
  readonly checkedAt?: number | undefined
  /** The last look, whatever came of it. */
  readonly lookedAt?: number
  /** Looks without an answer, one after another. */
  readonly failures: number
  readonly dice: number
  /** No automatic look before: the server's wish. */
  readonly notBefore: number
}

export const nothingKnown: Memory = {
  state: { status: 'unknown' },
  failures: 0,
  dice: 0,
  notBefore: 0,
}

export type SessionEvent = {
  [E in keyof SessionEvents]: { readonly type: E; readonly detail: SessionEvents[E] }
}[keyof SessionEvents]

export interface Step {
  readonly memory: Memory
  readonly events: readonly SessionEvent[]
}

/** CAS may notice an end this much later than its own instant says. */
const graceMs = 1000
/** A server that asks for more is not believed. */
const longestWaitMs = 3_600_000
/** Clients that were told the same must not come back at once. */
const spreadMs = 10_000

export function reduce(memory: Memory, look: Observation): Step {
  const { arrivedAt, dice } = look
  const before = memory.state
  const outcome = withheld(before, look) ? cookieWithheld : look.outcome
  const { waitMs, state, ...learned } =
    'kind' in outcome ? troubled(memory, outcome, arrivedAt) : answered(memory, outcome, look)
  const after = sameKnowledge(before, state) ? before : state
  const notBefore = waitMs && arrivedAt + Math.min(waitMs, longestWaitMs) + dice * spreadMs
  return {
    memory: { ...memory, ...learned, state: after, lookedAt: arrivedAt, dice, notBefore },
    events: changes(before, after),
  }
}

interface Learned extends Pick<Memory, 'state' | 'failures' | 'skewMs' | 'checkedAt'> {
  readonly waitMs: number
}

const cookieWithheld: Failure = { kind: 'cookie-withheld', evidence: {} }

/** A cookie that was sent once is not withheld; one that was never seen may be. */
function withheld(before: SessionState, { crossSite, outcome }: Observation): boolean | undefined {
  return (
    crossSite &&
    before.status === 'unknown' &&
    'reason' in outcome &&
    outcome.reason === 'no-cookie'
  )
}

/** Knowledge stays, with its last confirmation: under trouble its age counts. */
function troubled(
  { state, checkedAt, failures }: Memory,
  { kind, evidence }: Failure,
  now: number,
): Learned {
  const trouble = { kind, evidence, since: state.trouble?.since ?? now }
  return {
    state: { ...state, ...(checkedAt && { checkedAt }), trouble },
    checkedAt,
    failures: failures + 1,
    waitMs: evidence.retryAfterMs ?? 0,
  }
}

function answered(memory: Memory, report: Report, look: Observation): Learned {
  const { now, pollAfterSeconds = 0 } = report
  const skewMs = now ? measureSkew(memory.skewMs, now, look) : memory.skewMs
  return {
    state: report.signedIn
      ? signedIn(report, skewMs, look.arrivedAt)
      : signedOut(memory.state, report, look),
    skewMs,
    checkedAt: look.arrivedAt,
    failures: 0,
    waitMs: pollAfterSeconds * 1000,
  }
}

function signedIn(report: SignedInReport, skewMs: number | undefined, checkedAt: number): SignedIn {
  const { signedIn, principal, now, pollAfterSeconds, timeLimitAt, idleLimitAt, origin, ...told } =
    report
  return {
    status: 'signed-in',
    user: principal,
    ...told,
    deadlines: deadlinesOf(report, skewMs),
    checkedAt,
  }
}

function signedOut(before: SessionState, report: SignedOutReport, look: Observation): SignedOut {
  return {
    reason: 'never',
    ...(before.status === 'signed-out' && before),
    ...(before.status === 'signed-in' && { ...whyEnded(before, report, look), user: before.user }),
    trouble: undefined,
    status: 'signed-out',
    seen: report.reason,
    checkedAt: look.arrivedAt,
  }
}

/** The order matters: our own act, then a deadline that CAS gave, then what CAS says. */
function whyEnded(
  before: SignedIn,
  report: SignedOutReport,
  { arrivedAt: endedAt, signingOut }: Observation,
): { reason: EndReason; endedAt: number } {
  const end = endOf(before)
  if (signingOut) return { reason: 'signed-out-here', endedAt }
  if (end?.origin === 'server' && endedAt >= end.at - graceMs) {
    return { reason: `expired-${end.limit}`, endedAt: end.at }
  }
  const elsewhere = report.reason === 'ended' || report.reason === 'no-cookie'
  return { reason: elsewhere ? 'ended-elsewhere' : 'unknown', endedAt }
}

function changes(before: SessionState, after: SessionState): SessionEvent[] {
  const events: SessionEvent[] = []
  if (after.trouble) {
    if (after.trouble.kind !== before.trouble?.kind)
      events.push({ type: 'trouble', detail: after.trouble })
  } else if (before.trouble) events.push({ type: 'recovered', detail: after })
  const was = before.status === 'signed-in' ? before : undefined
  if (after.status === 'signed-out' && was) events.push({ type: 'ended', detail: after })
  if (after.status === 'signed-in') {
    if (was && was.user !== after.user) {
      events.push({ type: 'other-user', detail: { from: was.user, to: after.user, state: after } })
    } else if (was?.session !== after.session || !was) {
      events.push({ type: 'started', detail: after })
    }
  }
  return events
}

/** Equal but for the instant of the look. Members keep their order, so the text can be compared. */
function sameKnowledge(a: SessionState, b: SessionState): boolean {
  const text = (state: SessionState) => JSON.stringify({ ...state, checkedAt: 0 })
  return text(a) === text(b)
}

// What a timeline is made of: each look and what became of it, warnings, sign-outs, and the marks of who watched. Pure.
import type { TroubleKind } from './errors.js'
import type { Memory } from './machine.js'
import type { Observation } from './observation.js'
import type { Limit } from './report.js'
import type { Deadline, EndReason, SessionState } from './session.js'

interface Row {
  /** Local instant, ms since 1970. */
  readonly at: number
}

interface RowOfServer extends Row {
  /** The CAS prefix, or its pseudonym. */
  readonly server: string
}

/** What was known, as a row tells it. */
export interface Known {
  readonly status: SessionState['status']
  readonly user?: string
  /** Why nobody is signed in any more. */
  readonly reason?: EndReason
  readonly trouble?: TroubleKind
  /** Local instants, the nearest first. */
  readonly deadlines?: readonly Deadline[]
}

/** One look. `at` is when its answer arrived: what lies between is the latency. */
export interface LookRow extends RowOfServer, Pick<Observation, 'cause' | 'askedAt' | 'outcome'> {
  readonly kind: 'look'
  /** The name of the status source. */
  readonly source: string
  /** A session that was seen just before was told to end. */
  readonly signingOut?: true
  /** How far the server's clock was ahead of ours, as far as that was known. */
  readonly skewMs?: number
  readonly before: Known
  readonly after: Known
}

/** What became of a warning that was due: shown, or why not. */
export type Told = 'shown' | 'off' | 'snoozed' | 'uncertain'

export interface NotificationRow extends RowOfServer {
  readonly kind: 'notification'
  readonly limit: Limit
  readonly remainingMs: number
  readonly told: Told
}

export type SignOutStep = 'asked' | 'sent' | 'proved' | 'not-proved' | 'page-opened'

export interface SignOutRow extends RowOfServer {
  readonly kind: 'sign-out'
  readonly step: SignOutStep
  /** The applications that the session was used for, where they are told. */
  readonly services?: readonly string[]
}

/** What somebody wrote down meanwhile, such as `step 3 started`. */
export interface MarkRow extends Row {
  readonly kind: 'mark'
  readonly text: string
}

export type TimelineRow = LookRow | NotificationRow | SignOutRow | MarkRow

export interface Look {
  readonly server: string
  /** The name of the status source. */
  readonly source: string
  readonly before: Memory
  readonly observation: Observation
  readonly after: Memory
}

/** The row of one look. What the source tells beside the session (attributes, services) stays out of it. */
export function lookRow({ server, source, before, observation, after }: Look): LookRow {
  const { cause, askedAt, arrivedAt, outcome, signingOut } = observation
  const { details: _, ...told } = { details: undefined, ...outcome }
  return {
    kind: 'look',
    ...{ at: arrivedAt, server, source, cause, askedAt },
    outcome: told,
    ...(signingOut && { signingOut }),
    ...(after.skewMs !== undefined && { skewMs: after.skewMs }),
    before: knownOf(before.state),
    after: knownOf(after.state),
  }
}

/** A state as rows tell it. */
export function knownOf(state: SessionState): Known {
  const { status, user, trouble, deadlines } = state
  return {
    status,
    ...(user !== undefined && { user }),
    ...(status === 'signed-out' && { reason: state.reason }),
    ...(trouble && { trouble: trouble.kind }),
    ...(deadlines && { deadlines }),
  }
}

/** The look as it was observed. `dice` only spreads the next look, which a record has behind it. */
export function observationOf(row: LookRow): Observation {
  const { cause, askedAt, at, outcome, signingOut } = row
  return { cause, askedAt, arrivedAt: at, outcome, dice: 0.5, ...(signingOut && { signingOut }) }
}

/** After this look something else was known than before it: who is signed in, or whether there is trouble. */
export function isChange(row: TimelineRow): row is LookRow {
  if (row.kind !== 'look') return false
  const { before, after } = row
  return (['status', 'user', 'trouble'] as const).some((name) => before[name] !== after[name])
}

// The words of a session as its watchers read them. Instants are ms since 1970 on this machine's clock.
import type { Failure } from './errors.js'
import type { Observation } from './observation.js'
import type { Details, Limit, Origin, SignedOutCause } from './report.js'

/** One of the two limits as an instant of the local clock, corrected for the server's. */
export interface Deadline {
  readonly limit: Limit
  readonly at: number
  readonly origin: Origin
}

/** Why the last looks gave no answer; it stands beside the last knowledge, never instead of it. */
export interface Trouble extends Failure {
  readonly since: number
}

/** Why nobody is signed in any more. `never`: the first look found nobody. */
export type EndReason =
  | 'never'
  | 'expired-time'
  | 'expired-idle'
  | 'signed-out-here'
  | 'ended-elsewhere'
  | 'unknown'

/** No definite answer yet. */
export interface Unknown {
  readonly status: 'unknown'
  readonly user?: undefined
  readonly deadlines?: undefined
  readonly checkedAt?: undefined
  readonly trouble?: Trouble | undefined
}

export interface SignedIn {
  readonly status: 'signed-in'
  readonly user: string
  /** Opaque: the same as long as the TGT is the same. */
  readonly session?: string | undefined
  /** The nearest first: it ends the session. A missing limit: the session has none, or nobody knows it. */
  readonly deadlines: readonly Deadline[]
  /** Uses that follow each other too closely end it: it must not be renewed. */
  readonly throttled?: boolean | undefined
  /** Where the source tells them. */
  readonly details?: Details | undefined
  /** When CAS said so, as of this state; a state that didn't change keeps its identity and this instant. */
  readonly checkedAt: number
  readonly trouble?: Trouble | undefined
}

export interface SignedOut {
  readonly status: 'signed-out'
  readonly reason: EndReason
  /** What CAS says at each look, beside our reason. */
  readonly seen?: SignedOutCause | undefined
  /** Whose session ended, where one was seen. */
  readonly user?: string | undefined
  /** The deadline that passed, or when the end was noticed. */
  readonly endedAt?: number | undefined
  readonly deadlines?: undefined
  readonly checkedAt: number
  readonly trouble?: Trouble | undefined
}

export type SessionState = Unknown | SignedIn | SignedOut

/** What the listeners of `on` are told of a session that is only watched. */
export interface WatchEvents {
  /** Also when a new session of the same user took the place of another unseen. */
  started: SignedIn
  ended: SignedOut
  'other-user': SignedIn
  trouble: SessionState
  recovered: SessionState
  /** Every look and what came of it: for debugging and timelines. */
  observation: Observation
}

/** What the listeners of `on` are told. */
export interface SessionEvents extends WatchEvents {
  /** Once per session, limit, deadline and threshold. `remainingMs` is the time left now. */
  expiring: { readonly limit: Limit; readonly remainingMs: number; readonly state: SignedIn }
}

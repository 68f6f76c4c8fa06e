// The words of a session as its watchers read them. Instants are ms since 1970 on this machine's clock.
import type { Evidence, TroubleKind } from './errors.js'
import type { Limit, Origin, SignedOutCause } from './report.js'

/** One of the two limits as an instant of the local clock, corrected for the server's. */
export interface Deadline {
  readonly at: number
  readonly origin: Origin
}

/** A missing limit: the session has none, or nobody knows it. */
export type Deadlines = { readonly [L in Limit]?: Deadline | undefined }

/** Why the last looks gave no answer; it stands beside the last knowledge, never instead of it. */
export interface Trouble {
  readonly kind: TroubleKind
  readonly since: number
  readonly evidence: Evidence
}

/** Why nobody is signed in any more. `never`: the first look found nobody. */
export type EndReason =
  | 'never'
  | 'expired-time'
  | 'expired-idle'
  | 'signed-out-here'
  | 'ended-elsewhere'
  | 'unknown'

interface Troubled {
  readonly trouble?: Trouble | undefined
}

/** No definite answer yet. */
export interface Unknown extends Troubled {
  readonly status: 'unknown'
}

export interface SignedIn extends Troubled {
  readonly status: 'signed-in'
  readonly user: string
  readonly session?: string
  readonly deadlines: Deadlines
  readonly authenticatedAt?: number
  readonly maxTimeToLiveSeconds?: number
  readonly timeToKillSeconds?: number
  readonly rememberMe?: boolean
  readonly attributes?: Readonly<Record<string, readonly string[]>>
  readonly services?: readonly string[]
  /** When CAS said so, as of this state; a state that didn't change keeps its identity and this instant. */
  readonly checkedAt: number
}

export interface SignedOut extends Troubled {
  readonly status: 'signed-out'
  readonly reason: EndReason
  /** What CAS says at each look, beside our reason. */
  readonly seen: SignedOutCause
  /** Whose session ended, where one was seen. */
  readonly user?: string
  /** The deadline that passed, or when the end was noticed. */
  readonly endedAt?: number
  readonly checkedAt: number
}

export type SessionState = Unknown | SignedIn | SignedOut

/** Why we look; a page's wakes are called as their DOM events. */
export type LookCause =
  | 'start'
  | 'stale'
  | 'deadline'
  | 'retry'
  | 'visibilitychange'
  | 'resume'
  | 'pageshow'
  | 'online'
  | 'late-timer'
  | 'check'
  | 'renew'
  | 'logout'
  | 'cookie'
  | 'alarm'
  | 'popup'

/** What the listeners of `on` are told. */
export interface SessionEvents {
  /** Also when a new session of the same user took the place of another unseen. */
  started: SignedIn
  /** Once per session, limit, deadline and threshold. `remainingMs` is the time left now. */
  expiring: { readonly limit: Limit; readonly remainingMs: number; readonly state: SignedIn }
  ended: SignedOut
  'other-user': { readonly from: string; readonly to: string; readonly state: SignedIn }
  trouble: Trouble
  recovered: SessionState
}

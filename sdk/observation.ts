// One look and what came of it. Plain JSON, so that it can be stored, sent and replayed.
import type { Failure } from './errors.js'
import type { Report } from './report.js'

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
  | 'visited'
  | 'returned'
  | 'alarm'
  | 'popup'

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
}

// The two limits of a session as instants of the local clock.
import type { Limit, SignedInReport } from './report.js'
import type { Deadline, Deadlines, SessionState } from './session.js'

/** A skew that changes by less than this is left as it is: deadlines must not jitter. */
const toleratedMs = 2000

/**
 * How far the server's clock is ahead of ours. Its `now` lies somewhere between asking and arrival, so a slow answer
 * changes what is known only by more than its slowness explains.
 */
export function measureSkew(
  knownMs: number | undefined,
  serverNow: number,
  { askedAt, arrivedAt }: { readonly askedAt: number; readonly arrivedAt: number },
): number {
  const halfMs = (arrivedAt - askedAt) / 2
  const skewMs = serverNow - askedAt - halfMs
  return knownMs !== undefined && Math.abs(skewMs - knownMs) <= toleratedMs + halfMs
    ? knownMs
    : skewMs
}

/** Both limits on the local clock; none without a known skew, for a guess would be an invention. */
export function deadlinesOf(
  { timeLimitAt, idleLimitAt, origin = 'server' }: SignedInReport,
  skewMs: number | undefined,
): Deadlines {
  const deadline = (at: number | undefined): Deadline | undefined =>
    at && skewMs !== undefined ? { at: at - skewMs, origin } : undefined
  return { time: deadline(timeLimitAt), idle: deadline(idleLimitAt) }
}

export interface End extends Deadline {
  readonly limit: Limit
}

/** The limit that ends the session: the smaller one, for the idle limit may lie after the time limit. */
export function endOf(state: SessionState): End | undefined {
  if (state.status !== 'signed-in') return undefined
  const { time, idle } = state.deadlines
  return time && !(idle && idle.at < time.at)
    ? { ...time, limit: 'time' }
    : idle && { ...idle, limit: 'idle' }
}

// The two limits of a session as instants of the local clock.
import type { SignedInReport } from './report.js'
import type { Deadline, SessionState } from './session.js'

/** A skew that changes by less than this is left as it is: deadlines must not jitter. */
const toleratedMs = 2000

/**
 * How far the server's clock is ahead of ours. Its `now` lies somewhere between asking and arrival, so a slow answer
 * changes what is known only by more than its slowness explains.
 */
export function measureSkew(
  serverNow: number,
  { askedAt, arrivedAt }: { readonly askedAt: number; readonly arrivedAt: number },
  knownMs: number = NaN,
): number {
  const halfMs = (arrivedAt - askedAt) / 2
  const skewMs = serverNow - askedAt - halfMs
  return Math.abs(skewMs - knownMs) <= toleratedMs + halfMs ? knownMs : skewMs
}

/**
 * The limits on the local clock, the nearest first; none without a known skew, for a guess would be an invention: what
 * is unknown is no number, and drops out.
 */
export function deadlinesOf(
  { timeLimitAt = NaN, idleLimitAt = NaN, origin = 'server' }: SignedInReport,
  skewMs: number = NaN,
): readonly Deadline[] {
  const both: Deadline[] = [
    { limit: 'time', at: timeLimitAt - skewMs, origin },
    { limit: 'idle', at: idleLimitAt - skewMs, origin },
  ]
  return both.filter(({ at }) => at).sort((a, b) => a.at - b.at)
}

/** The limit that ends the session: the nearest, for the idle limit may lie after the time limit. */
export function endOf({ deadlines }: SessionState): Deadline | undefined {
  return deadlines?.[0]
}

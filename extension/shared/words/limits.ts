// The limits of a session: which there are, when each ends it, and that one has passed. Pure.
import type { Deadline, Limit, SignedIn } from 'sso-pulse'
import type { Say } from '../say.js'
import type { ServerSettings } from '../settings.js'
import type { Known } from './known.js'
import { atMoment, lengthText, todayMoment } from './time.js'

/** Only the full form tells all limits, so only there a missing one is none. */
export function hasNoLimit({ source }: ServerSettings, state: SignedIn): boolean {
  const { details } = state
  const told = source === 'isloggedin' && details !== undefined
  return told && !details.maxTimeToLiveSeconds && !details.timeToKillSeconds
}

export function limitOf({ deadlines }: SignedIn, limit: Limit): Deadline | undefined {
  return deadlines.find((deadline) => deadline.limit === limit)
}

/** Both limits, the one that comes first first. */
export function limitLines(
  { server, now, say }: Known,
  state: SignedIn,
  end?: Deadline,
): readonly string[] {
  if (!end) {
    return [say(hasNoLimit(server, state) ? 'no_limit' : 'no_deadline')]
  }
  const time = limitOf(state, 'time')
  const idleSeconds = state.details?.timeToKillSeconds
  const timeAt = time && todayMoment(time.at, now, say)
  const estimate = estimateLine(end, say)
  if (end.limit === 'time') {
    const also = idleSeconds ? [say('limits_or_idle', lengthText(idleSeconds, say))] : []
    return [say('limits_time', timeAt ?? ''), ...also, ...estimate]
  }
  const idleAt = todayMoment(end.at, now, say)
  return [
    idleSeconds
      ? say('limits_idle', idleAt, lengthText(idleSeconds, say))
      : say('limits_idle_bare', idleAt),
    ...(timeAt ? [say('limits_or_time', timeAt)] : []),
    ...estimate,
  ]
}

/** A throttled session is never renewed: a use too soon would end it. */
export function canStay({ stayService, touch }: ServerSettings, { throttled }: SignedIn): boolean {
  return (stayService !== undefined || touch === true) && !throttled
}

export function passedLine({ limit, at }: Deadline, now: number, say: Say): string {
  const when = atMoment(at, now, say)
  return say(limit === 'time' ? 'time_limit_reached' : 'idle_limit_reached', when)
}

export function estimateLine({ origin }: Deadline, say: Say): readonly string[] {
  return origin === 'policy' ? [say('estimate')] : []
}

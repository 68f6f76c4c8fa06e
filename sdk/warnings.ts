// When a person must hear that the session ends soon. Pure: who has been told already is the caller's to remember.
import { endOf } from './deadlines.js'
import type { SessionEvents, SessionState } from './session.js'

export interface Warning {
  /** The same for the same session, deadline and threshold: tell it once. Empty: nothing to tell yet. */
  readonly key: string
  readonly detail: SessionEvents['expiring']
  /** The next instant at which a threshold is crossed; infinite if none. */
  readonly nextAt: number
}

/** Only the closest threshold counts: one that opens late hears of no other. */
export function warningOf(
  state: SessionState,
  warnBeforeMs: readonly number[],
  now: number,
): Warning | undefined {
  const end = endOf(state)
  if (state.status !== 'signed-in' || !end || end.at <= now) return undefined
  const { limit, at } = end
  const ahead = warnBeforeMs.map((ms) => at - ms).filter((instant) => instant > now)
  const crossed = warnBeforeMs.length - ahead.length
  return {
    key: crossed ? [state.session ?? state.user, limit, at, crossed].join() : '',
    detail: { limit, remainingMs: at - now, state },
    nextAt: Math.min(...ahead),
  }
}

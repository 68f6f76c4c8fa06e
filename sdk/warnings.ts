// When a person must hear that the session ends soon. Pure: who has been told already is the caller's to remember.
import { endOf } from './deadlines.js'
import type { SessionEvents, SessionState } from './session.js'

export interface Warning {
  /** The same for the same session, limit, deadline and threshold: tell it once. */
  readonly key: string
  readonly detail: SessionEvents['expiring']
}

/** The closest threshold that is crossed; one that opens late hears this one only. */
export function dueWarning(
  state: SessionState,
  warnBeforeMs: readonly number[],
  now: number,
): Warning | undefined {
  const end = endOf(state)
  if (state.status !== 'signed-in' || !end) return undefined
  const remainingMs = end.at - now
  const threshold = Math.min(...warnBeforeMs.filter((ms) => remainingMs <= ms))
  if (remainingMs <= 0 || threshold === Number.POSITIVE_INFINITY) return undefined
  const { limit } = end
  return {
    key: [state.session ?? state.user, limit, end.at, threshold].join(),
    detail: { limit, remainingMs, state },
  }
}

/** The next instant at which a threshold is crossed; infinite if none. */
export function nextWarningAt(
  state: SessionState,
  warnBeforeMs: readonly number[],
  now: number,
): number {
  const { at = 0 } = endOf(state) ?? {}
  return Math.min(...warnBeforeMs.map((ms) => at - ms).filter((instant) => instant > now))
}

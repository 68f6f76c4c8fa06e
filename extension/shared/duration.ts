// How long is left, in units that people count in. Pure; never more than there is, and never nothing before the end.

const secondMs = 1000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Below this seconds are worth showing, where somebody is looking. */
export const secondsBelowMs = 2 * minuteMs

/** As `Intl.DurationFormat` takes it; what is 0 is left out. */
export interface Duration {
  readonly days?: number
  readonly hours?: number
  readonly minutes?: number
  readonly seconds?: number
}

export type Finest = 'minutes' | 'seconds'

/** Rounded down to the unit that matters. @param finest seconds are for a popup that somebody looks at */
export function durationLeft(ms: number, finest: Finest = 'minutes'): Duration {
  if (finest === 'seconds' && ms < secondsBelowMs) {
    const seconds = Math.max(1, Math.floor(ms / secondMs))
    return some({ minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
  }
  return durationOf(Math.max(minuteMs, ms))
}

/** The two largest units of any length of time, rounded down. */
export function durationOf(ms: number): Duration {
  if (ms >= dayMs) return some({ days: whole(ms, dayMs), hours: whole(ms % dayMs, hourMs) })
  if (ms >= hourMs) return some({ hours: whole(ms, hourMs), minutes: whole(ms % hourMs, minuteMs) })
  if (ms >= minuteMs) return { minutes: whole(ms, minuteMs) }
  return { seconds: whole(ms, secondMs) }
}

/** The next instant at which what is left reads differently: on the minute, below two minutes on the second. */
export function nextCountAt(endsAt: number, now: number): number {
  const leftMs = endsAt - now
  const unitMs = leftMs < secondsBelowMs ? secondMs : minuteMs
  return leftMs > 0 ? endsAt - whole(leftMs, unitMs) * unitMs + 1 : Number.POSITIVE_INFINITY
}

function whole(ms: number, unitMs: number): number {
  return Math.floor(ms / unitMs)
}

function some(duration: Duration): Duration {
  return Object.fromEntries(Object.entries(duration).filter(([, count]) => count > 0))
}

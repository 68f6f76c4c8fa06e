// Times and states in words.
import type { Deadline, SessionState } from '../session.js'

const units = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const

/** @example inWords(7_190_000) // '1 h 59 min': two units, rounded down */
export function inWords(ms: number): string {
  let left = Math.max(0, Math.floor(ms / 1000))
  const parts = units.map(([unit, seconds]) => {
    const count = Math.floor(left / seconds)
    left -= count * seconds
    return { count, text: `${count} ${unit}` }
  })
  const first = parts.findIndex(({ count }) => count > 0)
  if (first < 0) return '0 s'
  const shown = parts.slice(first, first + 2).filter(({ count }) => count > 0)
  return shown.map(({ text }) => text).join(' ')
}

/**
 * A server's clock beside ours. It was read at some instant between asking and arrival, and the Date header has whole
 * seconds.
 *
 * @example 'agrees', '1 min 5 s behind'
 */
export function clockInWords(
  skewMs: number,
  { askedAt, arrivedAt }: { readonly askedAt: number; readonly arrivedAt: number },
): string {
  const size = Math.abs(skewMs)
  if (size < 1000 + (arrivedAt - askedAt) / 2) return 'agrees'
  return `${inWords(size)} ${skewMs > 0 ? 'ahead' : 'behind'}`
}

/** @example `2026-11-21T14:05:09Z`: whole seconds, as logs have them */
export function isoSeconds(at: number): string {
  return iso(at).replace(/\.\d+Z$/, 'Z')
}

export function iso(at: number): string {
  return new Date(at).toISOString()
}

export function limitInWords({ limit, at, origin }: Deadline, now: number): string {
  const estimated = origin === 'policy' ? ', computed from configured numbers' : ''
  return `${limit} limit ${isoSeconds(at)}, in ${inWords(at - now)}${estimated}`
}

/** One sentence without its full stop. */
export function stateInWords(state: SessionState, now: number): string {
  switch (state.status) {
    case 'unknown':
      return 'cannot tell'
    case 'signed-in': {
      const [end] = state.deadlines
      const until = end ? `, ${inWords(end.at - now)} left (${end.limit} limit)` : ''
      return `signed in as ${state.user}${until}`
    }
    case 'signed-out':
      return state.reason === 'never'
        ? `not signed in${state.seen ? ` (${state.seen})` : ''}`
        : `signed out: ${state.reason}`
  }
}

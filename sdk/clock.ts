// The only place that reads the time or sets a timer.
import { SsoError } from './errors.js'

/** A clock that tests can turn. Instants are milliseconds since 1970 of the local clock. */
export interface Clock {
  now(): number
  /** Calls back once after `ms`; returns what cancels it. */
  after(ms: number, callback: () => void): () => void
}

/** Longer timers fire at once (HTML, "timer initialisation steps": a signed 32-bit number). */
export const longestTimerMs: number = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    // In Node: watching alone keeps no process alive.
    timer.unref?.()
    return () => clearTimeout(timer)
  },
}

/** Rejects with `timed-out` when the work takes longer than `ms`, and aborts it; a machine that slept stops no timer in time. */
export function within<T>(
  clock: Clock,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController()
  const startedAt = clock.now()
  return new Promise<T>((resolve, reject) => {
    const giveUp = () => {
      reject(new SsoError('timed-out'))
      abort.abort()
    }
    const cancel = clock.after(ms, giveUp)
    const done = (result: T) => (clock.now() > startedAt + ms ? giveUp() : resolve(result))
    work(abort.signal).then(done, reject).finally(cancel)
  })
}

// How time goes by between looks: it is waited for, or the clock of an in-memory CAS is turned.
import { type Clock, longestTimerMs } from '../../clock.js'

export interface Time {
  readonly clock: Clock
  /** Resolves at an instant, or as soon as nobody waits any more. */
  until(at: number, signal: AbortSignal): Promise<void>
  /** A turned clock moves on when all who take part wait for it. */
  takePart<T>(work: () => Promise<T>): Promise<T>
}

export function realTime(clock: Clock): Time {
  return {
    clock,
    async until(at, signal) {
      // A timer knows nothing of a machine that slept, and of no more than 24 days.
      while (clock.now() < at && !signal.aborted) {
        await after(clock, Math.min(at - clock.now(), longestTimerMs), signal)
      }
    },
    takePart: (work) => work(),
  }
}

function after(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      cancel()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const cancel = clock.after(ms, done)
    signal.addEventListener('abort', done)
  })
}

/** @param turn moves the clock on by so many ms */
export function turnedTime(clock: Clock, turn: (ms: number) => void): Time {
  const waiting = new Map<() => void, number>()
  let taking = 0

  function turnIfAllWait(): void {
    if (!waiting.size || waiting.size < taking) return
    turn(Math.max(0, Math.ceil(Math.min(...waiting.values()) - clock.now())))
    for (const [release, at] of waiting) if (at <= clock.now()) release()
  }

  return {
    clock,
    async until(at, signal) {
      if (at <= clock.now() || signal.aborted) return
      await new Promise<void>((resolve) => {
        const release = () => {
          waiting.delete(release)
          signal.removeEventListener('abort', release)
          resolve()
        }
        waiting.set(release, at)
        signal.addEventListener('abort', release)
        turnIfAllWait()
      })
    },
    async takePart(work) {
      taking += 1
      try {
        return await work()
      } finally {
        taking -= 1
        turnIfAllWait()
      }
    },
  }
}

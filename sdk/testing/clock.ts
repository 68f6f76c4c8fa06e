// The clock of the in-memory CAS: it runs with real time until somebody turns it.
import { type Clock as SdkClock, systemClock } from '../clock.js'

/** A stretch of time: milliseconds, or named parts that are added up. */
export type Duration =
  | number
  | {
      readonly days?: number
      readonly hours?: number
      readonly minutes?: number
      readonly seconds?: number
      readonly milliseconds?: number
    }

export interface ClockOptions {
  /** Stands still at this instant (ms since 1970, or an ISO 8601 text) until it is turned. Default: it runs. */
  readonly fixedAt?: number | string
  /** How far a running clock is ahead of this machine's: a server whose clock is wrong. Default 0. */
  readonly offset?: Duration
  /** How many times faster than real time a running clock goes: the hours of a session in minutes. Default 1. */
  readonly rate?: number
}

/** Fits `watchSession` and `createClient` too: then one turn moves the server and its watchers. */
export interface Clock extends SdkClock {
  /** Turns the clock forward (back, if negative). Sessions age by it; requests that wait for it are answered. */
  advance(by: Duration): void
  /** Stops the clock at an instant: ms since 1970, or an ISO 8601 text; without one, now. */
  stop(at?: number | string): void
  /** Resolves when this clock has moved on by `ms`, because it runs or because it was turned, or when nobody waits any more. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

export interface TurnableClock extends Clock {
  /**
   * Lets time go by: what falls due is released at its own instant, one after another, and `settled` is awaited before
   * the next. Rejects, when the time is over, with the first error that a callback threw.
   */
  runFor(by: Duration, settled: () => Promise<void>): Promise<void>
}

export function milliseconds(duration: Duration): number {
  if (typeof duration === 'number') return duration
  const { days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds: rest = 0 } = duration
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + rest
}

export function createClock(options: ClockOptions = {}): TurnableClock {
  let fixedAt = options.fixedAt === undefined ? undefined : instant(options.fixedAt)
  const { rate = 1 } = options
  const startedAt = systemClock.now()
  let offsetMs = milliseconds(options.offset ?? 0)
  const waiting = new Set<{ readonly until: number; readonly callback: () => void }>()

  const now = (): number => fixedAt ?? startedAt + (systemClock.now() - startedAt) * rate + offsetMs

  const inOrder = () => [...waiting].sort((a, b) => a.until - b.until)

  function release(): void {
    for (const waiter of inOrder()) {
      if (waiter.until <= now() && waiting.delete(waiter)) waiter.callback()
    }
  }

  function turn(ms: number): void {
    if (fixedAt === undefined) offsetMs += ms
    else fixedAt += ms
  }

  function after(ms: number, callback: () => void): () => void {
    const waiter = { until: now() + ms, callback }
    waiting.add(waiter)
    // A timer may fire a millisecond early by Date.now(): one more makes sure that the waiter is due.
    const cancelTimer =
      fixedAt === undefined ? systemClock.after(ms / rate + 1, release) : undefined
    return () => {
      waiting.delete(waiter)
      cancelTimer?.()
    }
  }

  return {
    now,
    after,
    advance(by) {
      turn(milliseconds(by))
      release()
    },
    async runFor(by, settled) {
      const end = now() + milliseconds(by)
      const thrown: unknown[] = []
      await settled()
      for (;;) {
        const [next] = inOrder()
        if (!next || next.until > end) break
        waiting.delete(next)
        turn(Math.max(0, next.until - now()))
        try {
          next.callback()
        } catch (error) {
          thrown.push(error)
        }
        await settled()
      }
      turn(Math.max(0, end - now()))
      if (thrown.length > 0) throw thrown[0]
    },
    stop(at) {
      fixedAt = at === undefined ? now() : instant(at)
      release()
    },
    async wait(ms, signal) {
      if (ms <= 0 || signal?.aborted) return
      await new Promise<void>((resolve) => {
        const cancel = after(ms, resolve)
        signal?.addEventListener('abort', () => {
          cancel()
          resolve()
        })
      })
    },
  }
}

function instant(at: number | string): number {
  const ms = typeof at === 'number' ? at : Date.parse(at)
  if (!Number.isFinite(ms)) throw new TypeError('An instant is milliseconds or an ISO 8601 text.')
  return ms
}

// A clock that tests turn: it runs the timers that fall due in order, and lets promises settle in between.
import type { Clock } from 'sso-pulse'

export interface TurnableClock extends Clock {
  /** Time goes by. */
  advance(ms: number): Promise<void>
  /** The machine slept (ms > 0), or somebody set its clock: the time changes, and no timer knows of it. */
  jump(ms: number): void
  /** Lets everything happen that waits for no timer. */
  settle(): Promise<void>
  /** How many timers stand. */
  readonly timers: number
  /** The longest wait that was ever asked for. */
  readonly longestMs: number
  /** What timers threw: a real one would report it to the page. */
  readonly thrown: readonly unknown[]
}

interface Timer {
  readonly dueMs: number
  readonly callback: () => void
}

export const noon: number = Date.parse('2026-11-21T12:00:00Z')

/** @param turns how many turns of the event loop an exchange may take */
export function turnableClock(startAt = noon, turns = 4): TurnableClock {
  let elapsedMs = 0
  let wallAt = startAt
  let longestMs = 0
  const timers = new Set<Timer>()
  const thrown: unknown[] = []

  const settle = async () => {
    for (let turn = 0; turn < turns; turn += 1) await new Promise((done) => setImmediate(done))
  }
  const go = (ms: number) => {
    elapsedMs += ms
    wallAt += ms
  }

  return {
    now: () => wallAt,
    after(ms, callback) {
      longestMs = Math.max(longestMs, ms)
      const timer = { dueMs: elapsedMs + Math.max(0, ms), callback }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async advance(ms) {
      const until = elapsedMs + ms
      await settle()
      for (;;) {
        const [next] = [...timers].sort((a, b) => a.dueMs - b.dueMs)
        if (!next || next.dueMs > until) break
        timers.delete(next)
        go(Math.max(0, next.dueMs - elapsedMs))
        try {
          next.callback()
        } catch (error) {
          thrown.push(error)
        }
        await settle()
      }
      go(until - elapsedMs)
    },
    jump(ms) {
      wallAt += ms
    },
    settle,
    get timers() {
      return timers.size
    },
    get longestMs() {
      return longestMs
    },
    thrown,
  }
}

// `sso-pulse/remaining`: the ticking number as a store of its own, so that only what shows it follows each second.
import { longestTimerMs } from './clock.js'
import { endOf } from './deadlines.js'
import type { Unsubscribe, Watch } from './monitor.js'
import { checkNumbers } from './options.js'

export interface RemainingOptions {
  /** How finely it is told, a multiple of 1,000: 60,000 for minutes; default 1,000. */
  readonly stepMs?: number | undefined
}

/** A store as Svelte's contract has it. */
export interface Remaining {
  /**
   * Time left of the limit that ends the session, in ms, as of now: in whole seconds rounded up, as on a clock that runs
   * down; longer steps are rounded down. 0 only when the deadline has passed; undefined while nobody is signed in or no
   * limit is known.
   */
  readonly value: number | undefined
  /** Called at once, then whenever the value changes while the page is visible. */
  subscribe(listener: Listener): Unsubscribe
}

type Listener = (value: number | undefined) => void

/** What the number needs of a session: any that is watched has it. */
export type Timed = Pick<Watch, 'state' | 'subscribe' | 'clock' | 'environment'>

/**
 * How long the session lasts. Listening watches the session, too; one timer serves all listeners, and none runs while
 * the page is hidden.
 *
 * @throws TypeError when `stepMs` is no positive number
 */
export function remaining(session: Timed, { stepMs = 1000 }: RemainingOptions = {}): Remaining {
  checkNumbers({ stepMs })
  const { clock, environment } = session
  const listeners = new Set<Listener>()
  let told: number | undefined
  let cancelTimer: Unsubscribe | undefined
  let stops: readonly Unsubscribe[] = []

  function read(): readonly [value: number | undefined, untilNextMs: number] {
    const end = endOf(session.state)
    const leftMs = end ? end.at - clock.now() : 0
    // A configured number that CAS outlived was wrong: nobody knows the end.
    if (leftMs <= 0) return [end?.origin === 'server' ? 0 : undefined, 0]
    const secondsMs = Math.ceil(leftMs / 1000) * 1000
    const value = Math.max(stepMs, secondsMs - (secondsMs % stepMs))
    return [value, value > stepMs ? leftMs - value + 1000 : leftMs]
  }

  function tick(): void {
    cancelTimer?.()
    const [value, untilNextMs] = read()
    if (untilNextMs && environment.visible()) {
      cancelTimer = clock.after(Math.min(untilNextMs, longestTimerMs), tick)
    }
    if (value === told) return
    told = value
    for (const entry of [...listeners]) if (listeners.has(entry)) tell(entry)
  }

  /** An exception is the listener's own: it is thrown in a turn of its own, where the platform reports it. */
  function tell(listener: Listener): void {
    try {
      listener(told)
    } catch (error) {
      clock.after(0, () => {
        throw error
      })
    }
  }

  return {
    get value() {
      return read()[0]
    },
    subscribe(listener) {
      const entry: Listener = (value) => listener(value)
      if (listeners.size) tick()
      else stops = [environment.onWake(tick), session.subscribe(tick)]
      listeners.add(entry)
      tell(entry)
      return () => {
        if (!listeners.delete(entry) || listeners.size) return
        cancelTimer?.()
        for (const stop of stops) stop()
      }
    },
  }
}

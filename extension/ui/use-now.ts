// The time for a component: it is rendered again at the instant when what it shows changes.
import { useEffect, useState } from 'preact/hooks'
import type { Clock } from 'sso-pulse'

/** Longer timers fire at once, and a popup is never open that long. */
const longestMs = 3_600_000

/** Timers of a hidden page are up to a minute late; more means that the clock was set, or that the machine slept. */
const jumpMs = 120_000

/**
 * @param nextAt when what is shown changes though nothing new was learned
 * @param onJump what was known may be old, or lie in the future
 */
export function useNow(
  clock: Clock,
  nextAt: (now: number) => number,
  onJump: () => void = () => {},
): number {
  const [ticks, setTicks] = useState(0)
  const now = clock.now()
  const next = nextAt(now)
  useEffect(() => {
    if (!Number.isFinite(next)) return undefined
    const begin = clock.now()
    const waitMs = Math.min(Math.max(0, next - begin), longestMs)
    return clock.after(waitMs, () => {
      if (Math.abs(clock.now() - begin - waitMs) > jumpMs) onJump()
      setTicks(ticks + 1)
    })
  }, [clock, next, ticks])
  return now
}

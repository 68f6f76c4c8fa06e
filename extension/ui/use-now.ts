// The time for a component: it is rendered again at the instant when what it shows changes.
import { useEffect, useState } from 'preact/hooks'
import type { Clock } from 'sso-pulse'

/** Longer timers fire at once, and a popup is never open that long. */
const longestMs = 3_600_000

/** @param nextAt when what is shown changes though nothing new was learned */
export function useNow(clock: Clock, nextAt: (now: number) => number): number {
  const [ticks, setTicks] = useState(0)
  const now = clock.now()
  const next = nextAt(now)
  useEffect(() => {
    if (!Number.isFinite(next)) return undefined
    const waitMs = Math.max(0, next - clock.now())
    return clock.after(Math.min(waitMs, longestMs), () => setTicks(ticks + 1))
  }, [clock, next, ticks])
  return now
}

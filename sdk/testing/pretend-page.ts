// A page that nobody sees: where a scripted session runs, and what a browser would tell it.
import type { Clock } from '../clock.js'
import type { Environment } from '../environment.js'

/** What makes a page look again. */
export type Wake = 'visibilitychange' | 'resume' | 'pageshow' | 'online'

export interface PretendPage {
  readonly environment: Environment
  /** As the page has it: while the machine sleeps no timer fires. */
  readonly clock: Clock
  see(visible: boolean): void
  /** As in a browser, only a page that somebody can see takes notice. */
  wake(cause: Wake): void
  fallAsleep(): void
  /** What was due meanwhile comes now. */
  wakeUp(): void
}

export function createPretendPage(clock: Clock): PretendPage {
  const wakers = new Set<(cause: Wake) => void>()
  const late = new Set<() => void>()
  let visible = true
  let asleep = false

  function wake(cause: Wake): void {
    if (visible && !asleep) for (const waker of [...wakers]) waker(cause)
  }

  return {
    environment: {
      visible: () => visible,
      onWake(waker) {
        wakers.add(waker)
        return () => wakers.delete(waker)
      },
    },
    clock: {
      now: clock.now,
      after(ms, callback) {
        const due = () => {
          if (asleep) late.add(due)
          else callback()
        }
        const cancel = clock.after(ms, due)
        return () => {
          cancel()
          late.delete(due)
        }
      },
    },
    see(now) {
      const shown = now && !visible
      visible = now
      if (shown) wake('visibilitychange')
    },
    wake,
    fallAsleep() {
      asleep = true
    },
    wakeUp() {
      asleep = false
      for (const due of [...late]) if (late.delete(due)) due()
    },
  }
}

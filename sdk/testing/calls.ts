// Knows which calls are under way, so that time can stand still until what they set off has settled.
import type { Clock } from './clock.js'

export interface Calls {
  /** The same function, counted. */
  counting<A extends readonly unknown[], T>(
    call: (...args: A) => Promise<T>,
  ): (...args: A) => Promise<T>
  /** The same clock; who waits for it holds nothing up. */
  waitingFor(clock: Clock): Clock
  /** Resolves when every call is over or waits for the clock. */
  settled(): Promise<void>
}

export function countCalls(): Calls {
  let underWay = 0
  let waiting = 0

  return {
    counting:
      (call) =>
      async (...args) => {
        underWay += 1
        try {
          return await call(...args)
        } finally {
          underWay -= 1
        }
      },
    waitingFor: (clock) => ({
      ...clock,
      async wait(ms, signal) {
        waiting += 1
        await clock.wait(ms, signal)
        waiting -= 1
      },
    }),
    // Firefox reads a body beside its event loop: no number of turns would be enough.
    async settled() {
      do {
        await turnOfTheEventLoop()
        await turnOfTheEventLoop()
      } while (underWay > waiting)
    },
  }
}

/** By a message, since tests may have replaced the timers. */
function turnOfTheEventLoop(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}

// A background that the browser can kill at any of its calls to the browser or to CAS: what it would do after that never happens.
import { vi } from 'vitest'
import type { FakeBrowser } from '../fake-browser.js'

export interface Death {
  /** The call at which it dies, counted from its start or from `arm`; the first is 1. */
  readonly call: number
  /** Whether that call still had its effect. */
  readonly effect: boolean
}

export interface Worker {
  /** Counts calls from now on. */
  arm(death: Death): void
  /** Ends it here, between two calls. */
  kill(): void
  readonly dead: boolean
  readonly online: EventTarget
}

const never = new Promise<never>(() => {})

/** Boots a new one with nothing in memory; what the browser keeps is still there. @param fetch asks CAS */
export async function bootWorker(
  browser: FakeBrowser,
  fetch: typeof globalThis.fetch,
  death?: Death,
): Promise<Worker> {
  let dead = false
  let calls = 0

  function call(work: () => unknown): unknown {
    if (dead) return never
    calls += 1
    if (calls !== death?.call) return work()
    dead = true
    // The dead learn nothing of how it went.
    if (death.effect) (async () => work())().catch(() => {})
    return never
  }

  const online = new EventTarget()
  browser.forgetListeners()
  vi.resetModules()
  vi.stubGlobal('fetch', (...args: Parameters<typeof fetch>) => call(() => fetch(...args)))
  vi.stubGlobal('addEventListener', online.addEventListener.bind(online))
  vi.doMock('webextension-polyfill', () => ({ default: mortal(browser, call) }))
  await import('../../../extension/background/background.js')
  return {
    arm: (at) => {
      calls = 0
      death = at
    },
    kill: () => {
      dead = true
      browser.forgetListeners()
    },
    get dead() {
      return dead
    },
    online,
  }
}

/** These answer at once and change nothing. */
const plain = new Set(['addListener', 'removeListener', 'getURL', 'getMessage', 'getUILanguage'])

function mortal<T extends object>(target: T, call: (work: () => unknown) => unknown): T {
  return new Proxy(target, {
    get(_, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value === 'function') {
        const bound = value.bind(target)
        return plain.has(String(name)) ? bound : (...args: unknown[]) => call(() => bound(...args))
      }
      return typeof value === 'object' && value !== null ? mortal(value, call) : value
    },
  })
}

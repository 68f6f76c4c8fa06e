// What a page under test saw and did, for the driver to read.
import { jump, realNow, timers } from './time.js'

export type Status = 'unknown' | 'signed-in' | 'signed-out'

export interface Journal {
  /** What its watcher told, when that changed. Instants are of real time. */
  readonly told: { readonly status: Status; readonly at: number }[]
  /** What happened to the page, such as `visible` or `online`; `restored` comes from the back/forward cache. */
  readonly events: { readonly name: string; readonly at: number }[]
  /** How often a timer woke it, and how many stand. */
  readonly timers: { readonly fired: number; readonly standing: number }
  /** Heard from other tabs. */
  messages: number
}

/** What the driver finds in each page. */
export interface Watching {
  readonly journal: Journal
  jump(ms: number): void
  /** Addresses of CAS servers. */
  readonly servers: readonly string[]
}

const query = new URLSearchParams(location.search)
const journal: Journal = { told: [], events: [], timers, messages: 0 }
export const watching: Watching = { journal, jump, servers: query.getAll('server') }
Object.assign(globalThis, { watching })

export function tell(status: Status): void {
  if (journal.told.at(-1)?.status !== status) journal.told.push({ status, at: realNow() })
}

function note(name: string): void {
  journal.events.push({ name, at: realNow() })
}

// Before the watchers hear of them, as this module runs first.
document.addEventListener('visibilitychange', () => note(document.visibilityState), true)
document.addEventListener('resume', () => note('resume'), true)
addEventListener('online', () => note('online'), true)
addEventListener('pageshow', ({ persisted }) => note(persisted ? 'restored' : 'loaded'), true)

/** What a browser lacks or withholds is taken away. */
const without = query.getAll('without')
if (without.includes('locks')) Reflect.deleteProperty(Navigator.prototype, 'locks')
if (without.includes('channels')) Reflect.deleteProperty(globalThis, 'BroadcastChannel')
else {
  globalThis.BroadcastChannel = class extends BroadcastChannel {
    constructor(name: string) {
      super(name)
      this.addEventListener('message', () => {
        journal.messages += 1
      })
    }
  }
}

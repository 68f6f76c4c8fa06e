// What the background knows of each watched session. Kept in storage.session, so that a killed background loses nothing.
import type { LookCause } from 'sso-pulse'
import { type Memory, nothingKnown } from 'sso-pulse/parts'
import { browser } from './browser.js'
import { isRecord } from './storage.js'
import { timelineRecords } from './timeline-records.js'

export interface WatchRecord {
  /** The server that all this is about. */
  readonly server: string
  readonly memory: Memory
  /** Why we looked last. */
  readonly cause?: LookCause
  /** A sign-out was sent; the next look tells what became of it. `seen`: a look had just seen the session. */
  readonly signingOut?: { readonly seen: boolean }
  /** The last sign-out from here, until the next session. */
  readonly signOut?: {
    readonly at: number
    readonly proved: boolean
    /** The applications that the session was used for, where CAS tells them. */
    readonly services?: readonly string[]
  }
  /** The last time that somebody wanted to stay signed in; `moved`: the idle limit did. */
  readonly stayed?: { readonly at: number; readonly moved: boolean }
  /** Another user took the place of this one; until the session ends or changes, or until a person put it away. */
  readonly otherUser?: { readonly before: string; readonly at: number }
  /** The cookie stores of containers and private windows in which there is a TGC; nothing else is known of them. */
  readonly elsewhere?: readonly string[]
  /** Nothing of it is real. */
  readonly rehearsal?: true
  /** The key of the last warning that a notification told. */
  readonly warned?: string
  /** The key of the last warning that was due but not told, as the timeline has it. */
  readonly withheld?: string
  /** The end, by its key, of which no notification shall tell any more. */
  readonly snoozed?: string
}

/** Nothing is known before the first look of a browser session. */
export const emptyRecord = (server: string): WatchRecord => ({ server, memory: nothingKnown })

const keyOf = (server: string) => `watch ${server}`

let lastChange: Promise<void> = Promise.resolve()

/** What the browser would not store: known to this page or background alone, and only as long as that runs. */
const unstored = new Map<string, WatchRecord>()

export const watchRecords = {
  async get(server: string): Promise<WatchRecord> {
    const [record = emptyRecord(server)] = await watchRecords.all([server])
    return record
  },

  /** In the order of the servers. */
  async all(servers: readonly string[]): Promise<readonly WatchRecord[]> {
    const stored = await browser.storage.session.get(servers.map(keyOf))
    return servers.map((server) => {
      const record = unstored.get(server) ?? stored[keyOf(server)]
      return isWatchRecord(record) ? record : emptyRecord(server)
    })
  },

  /** Where there is no room, what was stored before goes: nobody may take it for the truth. */
  async set(record: WatchRecord): Promise<void> {
    const store = () => browser.storage.session.set({ [keyOf(record.server)]: record })
    try {
      await store().catch(() => timelineRecords.makeRoom().then(store))
      unstored.delete(record.server)
    } catch {
      unstored.set(record.server, record)
      await browser.storage.session.remove(keyOf(record.server))
    }
  },

  /** Changes are made one after another: none undoes what another one wrote meanwhile. */
  change(server: string, next: (known: WatchRecord) => WatchRecord): Promise<void> {
    const change = lastChange.then(async () => {
      await watchRecords.set(next(await watchRecords.get(server)))
    })
    lastChange = change.catch(() => {})
    return change
  },
}

/** For pages. Calls back when any of them changed. */
export function onWatchRecords(listener: () => void): () => void {
  const changed = browser.storage.session.onChanged
  const onChange = (changes: Readonly<Record<string, unknown>>) => {
    if (Object.keys(changes).some((key) => key.startsWith(keyOf('')))) listener()
  }
  changed.addListener(onChange)
  return () => changed.removeListener(onChange)
}

export async function removeWatchRecord(server: string): Promise<void> {
  await browser.storage.session.remove(keyOf(server))
}

/** Told by its frame: the rest was written by us, for storage.session ends with the browser. */
function isWatchRecord(stored: unknown): stored is WatchRecord {
  return (
    isRecord(stored) &&
    typeof stored.server === 'string' &&
    isRecord(stored.memory) &&
    isRecord(stored.memory.state)
  )
}

// What the background knows of the watched session. Kept in storage.session, so that a killed background loses nothing.
import type { LookCause } from 'sso-pulse'
import type { Memory } from 'sso-pulse/parts'
import { isRecord, storageItem } from './storage.js'

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
}

/** Absent before the first look of a browser session. */
export const watchRecord = storageItem<WatchRecord | undefined>('session', 'watch', (stored) =>
  isWatchRecord(stored) ? stored : undefined,
)

/** Told by its frame: the rest was written by us, for storage.session ends with the browser. */
function isWatchRecord(stored: unknown): stored is WatchRecord {
  return (
    isRecord(stored) &&
    typeof stored.server === 'string' &&
    isRecord(stored.memory) &&
    isRecord(stored.memory.state)
  )
}

// What a watcher must know of the place it runs in. A page, a worker and Node differ only here.
import type { LookCause } from './observation.js'

export interface Environment {
  /** Can somebody see us? Only then knowledge goes stale. */
  visible(): boolean
  /** Calls back when the world may have changed while we slept, without a cause when we are hidden; returns what ends it. */
  onWake(wake: (cause?: LookCause) => void): () => void
}

/** Opens a line to the other tabs of this origin; undefined where there are none. */
export type OpenChannel = (name: string, hear: (message: unknown) => void) => Channel | undefined

/** A line between tabs; a message reaches all but its sender. */
export interface Channel {
  send(message: unknown): void
  /** Runs `work` while no other tab runs its own; rejects when the signal comes first, or where tabs can't take turns. */
  inTurn(work: () => Promise<void>, signal: AbortSignal): Promise<void>
  close(): void
}

// What a watcher must know of the place it runs in. A page, a worker and Node differ only here.
import type { LookCause } from './observation.js'

export interface Environment {
  /** Can somebody see us? Only then knowledge goes stale. */
  visible(): boolean
  /** Calls back when the world may have changed while we slept; returns what ends it. */
  onWake(wake: (cause: LookCause) => void): () => void
}

// All that a command may do to the world: one argument, so that a test can be the world.
import type { Clock } from '../clock.js'
import type { serve } from '../testing/http-server.js'
import type { listen, listenConsole } from '../testing/node.js'

/** Where text goes: standard output for results, standard error for what is said beside them. */
export interface Screen {
  write(text: string): void
  readonly isTerminal: boolean
}

export interface StoredFile {
  readonly text: string
  /** Somebody but its owner may read it; a system without such permissions says no. */
  readonly exposed: boolean
}

export interface ReadOptions {
  /** Not a byte more is read into memory. */
  readonly mostBytes?: number
}

export interface Files {
  /** Undefined where there is no such file; rejects when it can't be read, and when it is longer than `mostBytes`. */
  read(path: string, options?: ReadOptions): Promise<StoredFile | undefined>
  /** Whole or not at all, by a file beside it; `secret`: for its owner alone. */
  write(path: string, text: string, options?: { readonly secret?: boolean }): Promise<void>
  remove(path: string): Promise<void>
}

export interface Shell {
  /** Sends what it is given and keeps no cookies. */
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly files: Files
  /** Listens on a port, 0: any free one; rejects with a `Problem` where that can't be. */
  readonly serve: typeof serve
  /** An in-memory CAS and its console, each on a port; they reject as `serve` does. */
  readonly listen: typeof listen
  readonly listenConsole: typeof listenConsole
  /** Standard input up to its end; rejects when it is longer than `mostBytes`. */
  readonly input: (options: ReadOptions) => Promise<string>
  readonly out: Screen
  readonly err: Screen
  /** Where programs keep what must outlast a restart (XDG_STATE_HOME). */
  readonly stateFolder: string
  /** Asks the person at the terminal; undefined where nobody can be asked. */
  readonly prompt?: (question: string, options: { readonly hidden: boolean }) => Promise<string>
  /** Aborted by the first Ctrl-C. */
  readonly interruption: AbortSignal
}

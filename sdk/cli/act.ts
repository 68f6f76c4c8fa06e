// How a command is handed to the program: as work that resolves to an exit code.
import type { Shell } from './shell.js'

/** Makes an action of what a command does; it resolves to the exit code. */
export type Act = <A extends readonly unknown[]>(
  work: (shell: Shell, ...given: A) => Promise<number>,
) => (...given: A) => Promise<void>

// What the cases share that run the command line against real servers.
import type { CasLine, RealCas } from '../../scripts/real-cas.js'
import type { RealTerminal } from './real-terminal.js'
import type { Ran } from './terminal.js'

/** Its pages may read what the well set up server answers. */
export const friend = 'https://app.example.org'

export interface RealStage {
  readonly line: CasLine
  readonly cas: RealCas
  /** Another one of the same line, with most that can be set up wrong. */
  readonly badCas: RealCas
  readonly terminal: RealTerminal
  /** A command, and the address that it is about. */
  run(name: string, url: string, ...args: readonly string[]): Promise<Ran>
}

/** There once the group has started. */
export type Staged = () => RealStage

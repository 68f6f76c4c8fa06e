// What every case of a plan is given.
import type { Credentials } from '../credentials.js'
import type { Shell } from '../shell.js'
import type { Administrator } from './administrator.js'
import type { Time } from './time.js'
import type { TrialOptions } from './trial-options.js'

export interface CaseContext {
  readonly shell: Shell
  readonly time: Time
  readonly server: string
  readonly credentials: Credentials
  readonly administrator?: Administrator | undefined
  readonly options: TrialOptions
  readonly toleranceMs: number
  /** Runs a sign-in alone; after one that failed for a reason that the others would share it runs none. */
  inTurn<T>(signIn: () => Promise<T>): Promise<T>
  say(line: string): void
}

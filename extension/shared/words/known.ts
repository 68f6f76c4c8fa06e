// What the words about a session are made from: its server, what was learned of it, the time and the language.
import type { Say } from '../say.js'
import type { ServerSettings } from '../settings.js'
import type { WatchRecord } from '../watch-record.js'

export interface Known {
  readonly server: ServerSettings
  readonly record: WatchRecord
  readonly now: number
  readonly say: Say
  /** Notifications warn of this end, and one more is to come. */
  readonly snoozable?: boolean
}

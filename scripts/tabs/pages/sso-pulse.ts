// A page that watches with this SDK as published, with its defaults.
import { type Session, watchSession } from 'sso-pulse'
import { tell, type Watching, watching } from './journal.js'

/** What the driver finds in this page besides. */
export interface WatchingBySdk extends Watching {
  readonly sessions: readonly Session[]
  /** Why this tab looked, each time. */
  readonly causes: readonly string[]
}

const causes: string[] = []
const sessions = watching.servers.map((server) => watchSession(server))
for (const session of sessions) session.on('observation', ({ cause }) => causes.push(cause))
sessions[0]?.subscribe(({ status }) => tell(status))
for (const session of sessions.slice(1)) session.subscribe(() => {})
Object.assign(watching, { sessions, causes })

// The front door: one session object for one CAS server, shared by all who watch it.
import { type ClientOptions, createClient } from './client.js'
import { createMonitor, type MonitorOptions, type Session } from './monitor.js'
import { badInput } from './options.js'

export interface WatchOptions extends ClientOptions, MonitorOptions {}

const watched = new Map<string, readonly [Session, WatchOptions]>()

/**
 * Watches the SSO session of this browser at one CAS server. Does nothing before the first subscriber and stops after
 * the last. The same server gives the same session; an option left out agrees with any, a different one is refused.
 *
 * @param server the CAS prefix, e.g. `https://sso.example.org/cas`
 * @throws TypeError with a sentence that names the argument or option
 */
export function watchSession(server: string, options: WatchOptions = {}): Session {
  const client = createClient(server, options)
  const [known, before] = watched.get(client.server) ?? []
  if (known) {
    for (const name of Object.keys(options) as (keyof WatchOptions)[]) {
      if (before?.[name] !== options[name])
        throw badInput(name, 'as where the server is watched already')
    }
    return known
  }
  const session = createMonitor(client, options, () => watched.delete(client.server))
  watched.set(client.server, [session, options])
  return session
}

// The front door: one session object for one CAS server, shared by all who watch it.
import { type ClientOptions, createClient } from './client.js'
import { systemClock } from './clock.js'
import { badInput } from './errors.js'
import { createMonitor, type MonitorOptions, type Session } from './monitor.js'
import { positive } from './options.js'
import { page } from './page.js'

export interface WatchOptions extends ClientOptions, Partial<MonitorOptions> {}

const defaults: MonitorOptions = {
  clock: systemClock,
  environment: page,
  random: Math.random,
  maxStalenessMs: 60_000,
  warnBeforeMs: [600_000, 120_000],
}

const watched = new Map<string, readonly [Session, WatchOptions]>()

/**
 * Watches the SSO session of this browser at one CAS server. Does nothing before the first subscriber and stops after
 * the last. The same server gives the same session; other options for it are refused.
 *
 * @param server the CAS prefix, e.g. `https://sso.example.org/cas`
 * @throws SsoError `bad-input`, with a sentence that names the argument or option
 */
export function watchSession(server: string, options: WatchOptions = {}): Session {
  const client = createClient(server, options)
  const [known, before] = watched.get(client.server) ?? []
  if (known) {
    const names = Object.keys({ ...before, ...options }) as (keyof WatchOptions)[]
    for (const name of names) {
      if (before?.[name] !== options[name])
        throw badInput(name, 'as where the server is watched already')
    }
    return known
  }
  const session = createMonitor(client, { ...defaults, ...options }, () =>
    watched.delete(client.server),
  )
  positive('maxStalenessMs', options.maxStalenessMs ?? 1)
  watched.set(client.server, [session, options])
  return session
}

// The front door: one session for one CAS server, shared by all who watch it; it watches, warns and acts.
// Whoever compiles for less than ESNext needs this for `Symbol.dispose`; it stays in the published types.
/// <reference lib="esnext.disposable" preserve="true" />
import { type Acts, createActor } from './acts.js'
import { type Client, type ClientOptions, createClient } from './client.js'
import { createMonitor, type MonitorOptions, type Watch } from './monitor.js'
import { badInput } from './options.js'
import { leavePage } from './page.js'
import type { SessionEvents, SessionState } from './session.js'
import { warningOf } from './warnings.js'

export interface WatchOptions extends ClientOptions, MonitorOptions {
  /** `expiring` is told this long before a deadline; default 10 and 2 minutes. */
  readonly warnBeforeMs?: readonly number[]
  /** How a full logout leaves this page; default `location.assign`. */
  readonly navigate?: (url: string) => void
}

/** One watched session that can also be renewed and ended. */
export interface Session extends Watch<SessionEvents>, Acts {
  /** Ends all subscriptions. */
  [Symbol.dispose](): void
}

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
      if (before?.[name] !== options[name]) throw badInput(name, 'the value of the first call')
    }
    return known
  }
  const session = createSession(client, options, () => watched.delete(client.server))
  watched.set(client.server, [session, options])
  return session
}

/** What the monitor sees, with warnings as time passes and what can be done about them. */
export function createSession(
  client: Client,
  options: WatchOptions,
  onDispose: () => void,
): Session {
  const { warnBeforeMs = [600_000, 120_000], navigate = leavePage } = options
  const told = new Set<string>()
  const { mark, actsOn } = createActor(client, navigate)
  const asTimePasses = (state: SessionState, now: number) => {
    const warning = warningOf(state, warnBeforeMs, now)
    if (warning?.key && !told.has(warning.key)) {
      told.add(warning.key)
      // In a turn of its own: its listeners may end or begin anything.
      queueMicrotask(() => monitor.tell('expiring', warning.detail))
    }
    return warning?.nextAt ?? Infinity
  }
  const monitor = createMonitor(client, options, asTimePasses, mark)
  return Object.assign(monitor, actsOn(monitor), {
    [Symbol.dispose]() {
      monitor.stop()
      onDispose()
    },
  })
}

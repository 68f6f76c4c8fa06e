// `sso-pulse/watch`: for pages that only watch. No acts, no warnings, nothing shared: the smallest honest answer.
import { type ClientOptions, createLooker } from './client.js'
import { createMonitor, type MonitorOptions, type Watch } from './monitor.js'

export type { ClientOptions } from './client.js'
export type { ListenOptions, MonitorOptions, Unsubscribe, Watch } from './monitor.js'
export type * from './session.js'

/**
 * Watches the SSO session of this browser at one CAS server. Does nothing before the first subscriber and stops after
 * the last.
 *
 * @param server the CAS prefix, e.g. `https://sso.example.org/cas`
 * @param options are taken as they are: only `watchSession` checks them
 * @throws TypeError when `server` is no http(s) address
 */
export function watch(server: string, options: ClientOptions & MonitorOptions = {}): Watch {
  return createMonitor(createLooker(server, options), options)
}

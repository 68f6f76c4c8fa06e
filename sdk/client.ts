// The typed client of one CAS server's session API: it asks and tells, and remembers nothing.
import { type Clock, systemClock, within } from './clock.js'
import { SsoError } from './errors.js'
import { ask, credentialed } from './http.js'
import { checkNumbers, prefixOf } from './options.js'
import type { Report } from './report.js'
import { type Ask, defaultPath, fullFormLook, isLoggedIn, type StatusSource } from './source.js'
import { logoutUrl } from './urls.js'

export interface ClientOptions {
  /** Where answers come from; default: the contract's `{cas}/isloggedin`. */
  readonly source?: StatusSource
  /** Sent with each look. Across origins an own header costs a preflight. */
  readonly headers?: Readonly<Record<string, string>>
  readonly fetch?: typeof fetch
  readonly clock?: Clock
  /** Default 10,000. */
  readonly timeoutMs?: number
  /** The longest answer that is read; default 65,536. */
  readonly maxBytes?: number
}

/** Asks one CAS server for the session's status. */
export interface Looker {
  /** The CAS prefix without a slash at its end. */
  readonly server: string
  /** What is asked and how: tabs with the same route share what they learn. */
  readonly route: string
  /** One look; rejects where there is no answer. */
  status(): Promise<Report>
}

/** All its rejections are `SsoError`s. */
export interface Client extends Looker {
  readonly source: StatusSource
  /**
   * Asks CAS in the background to end the SSO session; what became of it only the next look tells. The request
   * confirms itself, as a click does (`cas.logout.confirm-logout`), and names no service: CAS 7.2 refuses an
   * unregistered one and keeps the session. Never rejects, and is never repeated: each one ends a session.
   */
  logout(): Promise<void>
  /** Counts as activity where the deployer allows it (`POST isloggedin`). */
  touch(): Promise<Report>
}

/** How a server is asked, with every default filled in. What an exchange rejects with is an `SsoError`. */
function connect(address: string, options: ClientOptions) {
  const server = prefixOf(address)
  const {
    source,
    clock = systemClock,
    headers,
    timeoutMs = 10_000,
    maxBytes = 65_536,
    // Looked up at each call: a page may replace its fetch.
    fetch = (...request) => globalThis.fetch(...request),
  } = options
  const exchange =
    <T>(work: (ask: Ask, signal: AbortSignal) => Promise<T>) =>
    () =>
      within(clock, timeoutMs, (signal) =>
        work((path, init) => {
          const request = { ...init, headers: { ...headers, ...init.headers }, signal }
          return ask(`${server}/${path}`, { fetch, maxBytes }, request)
        }, signal),
      ).catch((error) => {
        throw error instanceof SsoError ? error : new SsoError('unreachable')
      })
  const route = JSON.stringify([server, source?.name ?? defaultPath, headers])
  return { server, route, fetch, exchange }
}

/**
 * What a watcher needs, and no more: options are taken as they are.
 * @throws TypeError when `address` is no http(s) address
 */
export function createLooker(address: string, options: ClientOptions = {}): Looker {
  const { server, route, exchange } = connect(address, options)
  return { server, route, status: exchange(options.source?.look ?? fullFormLook) }
}

/** @throws TypeError when `address` is no http(s) address or an option is out of range */
export function createClient(address: string, options: ClientOptions = {}): Client {
  checkNumbers(options)
  const { source = isLoggedIn() } = options
  const { server, route, fetch, exchange } = connect(address, options)
  const endSession = exchange((_, signal) =>
    fetch(logoutUrl(server, { confirmed: true }), { ...credentialed, signal }),
  )
  return {
    server,
    route,
    source,
    status: exchange(source.look),
    logout: () => endSession().then(ignore, ignore),
    touch: exchange(source.touch),
  }
}

/** Without CORS the answer can't be read, and the session has ended all the same. */
const ignore = () => {}

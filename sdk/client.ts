// The typed client of one CAS server's session API: it asks and tells, and remembers nothing.
import { type Clock, systemClock, within } from './clock.js'
import { ask, credentialed } from './http.js'
import { checkNumbers, prefixOf } from './options.js'
import type { Report } from './report.js'
import { type Ask, isLoggedIn, type StatusSource } from './source.js'

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

export interface Client {
  /** The CAS prefix without a slash at its end. */
  readonly server: string
  readonly source: StatusSource
  /** One look. Rejects with an `SsoError`. */
  status(): Promise<Report>
  /**
   * Asks CAS in the background to end the SSO session; what became of it only the next look tells. The request
   * confirms itself, as a click does (`cas.logout.confirm-logout`), and names no service: CAS 7.2 refuses an
   * unregistered one and keeps the session. Never rejects, and is never repeated: each one ends a session.
   */
  logout(): Promise<void>
  /** Counts as activity where the deployer allows it (`POST isloggedin`). Rejects with an `SsoError`. */
  touch(): Promise<Report>
}

/** @throws TypeError when `address` is no http(s) address or an option is out of range. */
export function createClient(address: string, options: ClientOptions = {}): Client {
  const server = prefixOf(address)
  checkNumbers(options)
  const {
    source = isLoggedIn(),
    clock = systemClock,
    headers,
    timeoutMs = 10_000,
    maxBytes = 65_536,
    // Looked up at each call: a page may replace its fetch.
    fetch = (...request) => globalThis.fetch(...request),
  } = options

  const exchange = (work: (ask: Ask) => Promise<Report>) => () =>
    within(clock, timeoutMs, (signal) =>
      work((path, init) =>
        ask(
          `${server}/${path}`,
          { fetch, maxBytes },
          {
            ...init,
            headers: { ...headers, ...init.headers },
            signal,
          },
        ),
      ),
    )

  return {
    server,
    source,
    status: exchange(source.look),
    logout: () =>
      within(clock, timeoutMs, (signal) =>
        fetch(`${server}/logout?LogoutRequestConfirmed=true`, { ...credentialed, signal }),
      ).then(ignore, ignore),
    touch: exchange(source.touch),
  }
}

/** Without CORS the answer can't be read, and the session has ended all the same. */
const ignore = () => {}

// The typed client of one CAS server's session API: it asks and tells, and remembers nothing.
import { type Clock, systemClock, within } from './clock.js'
import { SsoError } from './errors.js'
import { ask, credentialed } from './http.js'
import { positive, prefixOf } from './options.js'
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

/** A report and the local instants of the exchange that brought it. */
export interface Answer {
  readonly report: Report
  readonly askedAt: number
  readonly arrivedAt: number
}

export interface Client {
  /** The CAS prefix without a slash at its end. */
  readonly server: string
  readonly source: StatusSource
  /** One look. Rejects with an `SsoError` of a trouble kind. */
  status(): Promise<Answer>
  /**
   * Asks CAS in the background to end the SSO session; what became of it only the next look tells. The request
   * confirms itself, as a click does (`cas.logout.confirm-logout`), and names no service: CAS 7.2 refuses an
   * unregistered one and keeps the session. Never rejects, and is never repeated: each one ends a session.
   */
  logout(): Promise<void>
  /** Counts as activity where the deployer allows it (`POST isloggedin`). Rejects with an `SsoError`. */
  touch(): Promise<Answer>
}

const defaults = {
  source: isLoggedIn(),
  clock: systemClock,
  headers: {},
  timeoutMs: 10_000,
  maxBytes: 65_536,
  // Looked up at each call: a page may replace its fetch.
  fetch: (...request: Parameters<typeof fetch>) => fetch(...request),
}

/** @throws SsoError `bad-input` when `address` is no http(s) address or an option is out of range. */
export function createClient(address: string, options: ClientOptions = {}): Client {
  const server = prefixOf(address)
  const settings = { ...defaults, ...options }
  const { clock, source, timeoutMs } = settings
  positive('timeoutMs', timeoutMs)
  positive('maxBytes', settings.maxBytes)

  const answer = (look: (ask: Ask) => Promise<Report>): Promise<Answer> =>
    within(clock, timeoutMs, async (signal) => {
      const askedAt = clock.now()
      const report = await look((path, init) =>
        ask(`${server}/${path}`, settings, { ...init, signal }),
      )
      return { report, askedAt, arrivedAt: clock.now() }
    })

  return {
    server,
    source,
    status: () => answer(source.look),
    logout: () =>
      within(clock, timeoutMs, (signal) =>
        settings.fetch(`${server}/logout?LogoutRequestConfirmed=true`, { ...credentialed, signal }),
      ).then(ignore, ignore),
    touch: () => answer(source.touch ?? (() => Promise.reject(new SsoError('missing')))),
  }
}

/** Without CORS the answer can't be read, and the session has ended all the same. */
const ignore = () => {}

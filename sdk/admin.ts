// `sso-pulse/admin`: the SSO sessions of everybody, for administrators (`{cas}/actuator/ssoSessions`).
import { type AdminSession, number, parseSession, serviceUrl } from './admin-session.js'
import { TicketId } from './admin-ticket-id.js'
import type { ClientOptions } from './client.js'
import { systemClock, within } from './clock.js'
import { failureOf, SsoError, wrongShape } from './errors.js'
import { isFields, type Read, readFields, text } from './fields.js'
import { ask, jsonOf } from './http.js'
import { badInput, checkNumbers, prefixOf } from './options.js'

export type { AdminSession } from './admin-session.js'
export { TicketId } from './admin-ticket-id.js'
export { basic, type Credentials } from './http-basic.js'

/** As those of `createClient`; `headers` is the place for HTTP Basic: `{ authorization: basic(credentials) }`. */
export interface AdminOptions extends Omit<ClientOptions, 'source'> {
  /** For each request; default 30,000: a delete tells the applications of a session. */
  readonly timeoutMs?: number
  /** The longest list that is read; default 16,777,216. CAS 7.2 spends some 3 kB on a session. */
  readonly maxBytes?: number
}

export interface SessionQuery {
  /** Whatever the case. */
  readonly user?: string
  /** Default `ALL`: direct sessions and those of applications that act for a user. */
  readonly type?: 'ALL' | 'DIRECT' | 'PROXIED'
  /**
   * CAS counts tickets of every kind with these before it looks at type and user, so a page can be shorter than
   * `count`, even empty, with more to come. The in-memory registry of CAS 7 ignores both. Default: 0.
   */
  readonly from?: number
  /** Default: a million, since CAS's own thousand would hide sessions. */
  readonly count?: number
}

export interface SessionList {
  readonly sessions: readonly AdminSession[]
  /** CAS 7: what its registry holds of everybody, expired sessions that nothing removed yet among them. */
  readonly total?: number
}

/** What CAS told an application about the end of a session (`LogoutRequestStatus`). */
export interface SingleLogout {
  /** The application's URL. */
  readonly service: string
  /** `NOT_ATTEMPTED`: front-channel, which only a browser can do. A word that isn't known reads as `FAILURE`. */
  readonly status: 'SUCCESS' | 'FAILURE' | 'NOT_ATTEMPTED'
}

export interface Ended {
  readonly singleLogout: readonly SingleLogout[]
}

export interface AllEnded extends Ended {
  /** How many of the sessions listed before are not in the list any more. */
  readonly ended: number
  /** What the list shows afterwards: sessions that CAS could not end, and such as began meanwhile. */
  readonly left: readonly AdminSession[]
}

/**
 * Every call rejects with an `SsoError` when CAS gives no answer to go by (`refused` for 401 and 403), and with a
 * `TypeError` of one sentence when an argument is wrong; then nothing was asked.
 */
export interface Admin {
  /** The CAS prefix without a slash at its end. */
  readonly server: string
  list(query?: SessionQuery): Promise<SessionList>
  /**
   * Ends one session: CAS tells its applications, and the user's browser keeps a dead cookie. For a session that is
   * gone already CAS answers the same. Rejects with `server-error` when CAS says that it failed.
   */
  end(session: AdminSession | TicketId): Promise<Ended>
  /**
   * Ends each session that the list shows for a user, whatever the case, one request after the other. One that CAS
   * fails to end doesn't keep the others; any other trouble rejects, and some may have ended by then.
   */
  endAllOf(user: string): Promise<AllEnded>
  /** As `endAllOf`, for everybody, the caller too. `confirm` is `server`, letter by letter. */
  endEverySession(confirmation: { readonly confirm: string }): Promise<AllEnded>
}

const types = ['ALL', 'DIRECT', 'PROXIED']
const statuses = ['SUCCESS', 'FAILURE', 'NOT_ATTEMPTED'] as const

/** @throws TypeError when `address` is no http(s) address or an option is out of range. */
export function createAdmin(address: string, options: AdminOptions = {}): Admin {
  const server = prefixOf(address)
  checkNumbers(options)
  const {
    clock = systemClock,
    headers,
    timeoutMs = 30_000,
    maxBytes = 16_777_216,
    fetch = (...request) => globalThis.fetch(...request),
  } = options

  const exchange = (method: string, path: string): Promise<unknown> =>
    within(clock, timeoutMs, async (signal) => {
      const init = { method, headers: { ...headers, accept: 'application/json' }, signal }
      return jsonOf(await ask(`${server}/actuator/ssoSessions${path}`, { fetch, maxBytes }, init))
    })

  async function list(query: SessionQuery = {}): Promise<SessionList> {
    const { user, type } = query
    const { activeSsoSessions, totalSsoSessions = -1 } = readFields<ListAnswer>(
      await exchange('GET', searchOf(query)),
      { activeSsoSessions: rows, totalSsoSessions: (value) => number(value) ?? -1 },
    )
    if (!activeSsoSessions) throw wrongShape('activeSsoSessions')
    const sessions = activeSsoSessions
      .map(parseSession)
      // Up to 7.3 PROXIED filters nothing.
      .filter(({ proxied }) => !type || type === 'ALL' || proxied === (type === 'PROXIED'))
      .filter(({ principal }) => !user || principal.toLowerCase() === user.toLowerCase())
    // A registry that can't count says -9223372036854775808.
    return { sessions, ...(totalSsoSessions >= 0 && { total: totalSsoSessions }) }
  }

  async function end(session: AdminSession | TicketId): Promise<Ended> {
    const id = session instanceof TicketId ? session : session?.id
    if (!(id instanceof TicketId)) throw badInput('session', 'a listed session or a TicketId')
    const { status, singleLogoutRequests = [] } = readFields<EndAnswer>(
      await exchange('DELETE', `/${encodeURIComponent(id.reveal())}`),
      { status: number, singleLogoutRequests: (value) => rows(value) ?? [] },
    )
    if (status === undefined) throw wrongShape('status')
    // The HTTP status is 200 all the same.
    if (status !== 200) throw new SsoError('server-error', { httpStatus: status })
    return { singleLogout: singleLogoutRequests.map(parseSingleLogout) }
  }

  /**
   * CAS's own deletes of many are not used: by user they go by case, unlike the list; bare or with `type=PROXIED` they
   * end everybody's sessions.
   */
  async function endListed(query: SessionQuery): Promise<AllEnded> {
    const { sessions } = await list(query)
    const singleLogout: SingleLogout[] = []
    for (const session of sessions) {
      const outcome = await end(session).catch(aboutThisOneOnly)
      singleLogout.push(...outcome.singleLogout)
    }
    const { sessions: left } = await list(query)
    const alive = new Set(left.map(({ id }) => id.reveal()))
    const ended = sessions.filter(({ id }) => !alive.has(id.reveal())).length
    return { ended, left, singleLogout }
  }

  return {
    server,
    list,
    end,
    async endAllOf(user) {
      if (user === undefined) throw badInput('user', 'a name')
      return endListed({ user })
    },
    async endEverySession(confirmation) {
      if (confirmation?.confirm !== server) {
        throw badInput('confirm', 'the address of the server, exactly as admin.server has it')
      }
      return endListed({})
    },
  }
}

interface ListAnswer {
  activeSsoSessions: readonly unknown[]
  totalSsoSessions: number
}

interface EndAnswer {
  status: number
  singleLogoutRequests: readonly unknown[]
}

const rows: Read<readonly unknown[]> = (value) => (Array.isArray(value) ? value : undefined)

/** @throws TypeError when CAS would fail (an unknown type) or take it for a wish for everybody (no name). */
function searchOf({ user, type = 'ALL', from = 0, count = 1_000_000 }: SessionQuery): string {
  if (user !== undefined && !text(user)?.trim()) throw badInput('user', 'a name')
  if (!types.includes(type)) throw badInput('type', types.join(', '))
  for (const [name, value] of Object.entries({ from, count })) {
    if (!(Number.isSafeInteger(value) && value >= 0)) throw badInput(name, 'a whole number')
  }
  const search = new URLSearchParams({ type, from: `${from}`, count: `${count}` })
  if (user) search.set('username', user)
  return `?${search}`
}

/** Reads a `SingleLogoutRequestContext`, whatever it lacks: the session has ended all the same. */
function parseSingleLogout(context: unknown): SingleLogout {
  const { service, logoutUrl, status } = isFields(context) ? context : {}
  return {
    service: serviceUrl(service) ?? text(logoutUrl) ?? '',
    status: statuses.find((one) => one === status) ?? 'FAILURE',
  }
}

/** CAS answered for this session alone; whether it has ended the list will tell. */
function aboutThisOneOnly(error: unknown): Ended {
  const { kind } = failureOf(error)
  if (kind !== 'server-error' && kind !== 'wrong-shape') throw error
  return { singleLogout: [] }
}

// One session as an administrator sees it: the rows of CAS 6.6 and 7.2, and of 7.3 and 8.0 by their source, as one type.
import { isTicketId, TicketId } from './admin-ticket-id.js'
import { wrongShape } from './errors.js'
import { flag, instant, isFields, type Read, readFields, text } from './fields.js'
import type { Origin } from './report.js'

/** Instants are the server's, in ms since 1970. What is missing, CAS didn't tell. */
export interface AdminSession {
  readonly id: TicketId
  /** The user; in a proxied row of CAS 6.6 the callback address of the application. */
  readonly principal: string
  /** A row of its own for an application that acts for the user (`ProxyGrantingTicket`). */
  readonly proxied: boolean
  /** The application that acts for the user, by its URL. */
  readonly proxiedBy?: string
  readonly authenticatedAt?: number
  /** CAS 7 only, in whole seconds, as `lastUsedAt`. */
  readonly createdAt?: number
  readonly lastUsedAt?: number
  /** Missing: no such limit, or none that can be known from this server. */
  readonly timeLimitAt?: number
  readonly idleLimitAt?: number
  /** `policy`: this module computed the limits from the numbers of the row, as for CAS 6.6. */
  readonly origin?: Origin
  /** How many times the ticket was used, as for a service ticket. */
  readonly uses?: number
  readonly rememberMe?: boolean
  /** The applications signed in to during this session, each URL once. */
  readonly services: readonly string[]
  /** What CAS knows about the principal. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
}

/** Named as on the wire. `authenticated_services` is read for its URLs alone. */
interface Row {
  ticket_granting_ticket: TicketId
  authenticated_principal: string
  is_proxied: boolean
  proxied_by: string
  authentication_date: number
  creation_date_formatted: number
  last_used_date_formatted: number
  expiration_policy: Partial<Policy>
  number_of_uses: number
  remember_me: boolean
  authenticated_services: readonly string[]
  principal_attributes: Readonly<Record<string, readonly string[]>>
}

interface Policy {
  name: string
  timeToLive: number
  timeToIdle: number
  maxExpirationTime: number
  idleExpirationTime: number
}

export const number: Read<number> = (value) => (typeof value === 'number' ? value : undefined)

/** ISO 8601, or a number: seconds, as Jackson writes dates when it is told to, or ms. */
const moment: Read<number> = (value) => {
  const count = number(value)
  return count ? Math.round(count < 1e11 ? count * 1000 : count) : instant(value)
}

const ticketId: Read<TicketId> = (value) => (isTicketId(value) ? new TicketId(value) : undefined)

/** A service's URL without the rest: CAS 7.2 keeps the request there, with the user's live cookies. */
export const serviceUrl: Read<string> = (value) =>
  isFields(value) ? (text(value.id) ?? text(value.originalUrl)) : text(value)

/** The keys are service tickets: secrets, too. */
const services: Read<readonly string[]> = (value) =>
  isFields(value)
    ? [...new Set(Object.values(value).flatMap((one) => serviceUrl(one) ?? []))]
    : undefined

const attributes: Read<Row['principal_attributes']> = (value) =>
  isFields(value)
    ? Object.fromEntries(Object.entries(value).map(([name, values]) => [name, textsOf(values)]))
    : undefined

const textsOf = (values: unknown): readonly string[] =>
  [values].flat().flatMap((value) => (value === null || isFields(value) ? [] : String(value)))

const policyReaders = {
  name: text,
  timeToLive: number,
  timeToIdle: number,
  maxExpirationTime: moment,
  idleExpirationTime: moment,
}

const policy: Read<Partial<Policy>> = (value) => readFields<Policy>(value, policyReaders)

const rowReaders = {
  ticket_granting_ticket: ticketId,
  authenticated_principal: text,
  is_proxied: flag,
  proxied_by: text,
  authentication_date: moment,
  creation_date_formatted: moment,
  last_used_date_formatted: moment,
  expiration_policy: policy,
  number_of_uses: number,
  remember_me: flag,
  authenticated_services: services,
  principal_attributes: attributes,
}

/**
 * Reads one of `activeSsoSessions` (CAS class `SingleSignOnSessionsEndpoint`).
 * @throws SsoError `wrong-shape` with the name of the field
 */
export function parseSession(json: unknown): AdminSession {
  const row = readFields<Row>(json, rowReaders)
  const { ticket_granting_ticket: id, authenticated_principal: principal } = row
  if (!id) throw wrongShape('ticket_granting_ticket')
  if (!principal) throw wrongShape('authenticated_principal')
  return {
    id,
    principal,
    // A list of direct sessions doesn't tell `is_proxied`.
    proxied: row.is_proxied ?? id.reveal().startsWith('PGT-'),
    services: row.authenticated_services ?? [],
    attributes: row.principal_attributes ?? {},
    ...told<AdminSession>({
      proxiedBy: row.proxied_by,
      authenticatedAt: row.authentication_date,
      createdAt: row.creation_date_formatted,
      lastUsedAt: row.last_used_date_formatted,
      uses: row.number_of_uses,
      rememberMe: row.remember_me,
    }),
    ...limitsOf(row),
  }
}

type Limits = Pick<AdminSession, 'timeLimitAt' | 'idleLimitAt' | 'origin'>

/** CAS's "never" is fifty years from now, `Long.MAX_VALUE` or `Integer.MAX_VALUE` seconds: no limit. */
const longestMs = 40 * 365 * 24 * 3_600_000

function limitsOf(row: Partial<Row>): Limits {
  const { expiration_policy: policy = {}, remember_me: rememberMe, number_of_uses: uses } = row
  const startedAt = row.creation_date_formatted ?? row.authentication_date ?? 0
  const { name, timeToLive, timeToIdle, maxExpirationTime, idleExpirationTime } = policy

  const bounded = (at: number | undefined): number | undefined =>
    at && at - startedAt < longestMs ? at : undefined
  const limits = (origin: Origin, timeLimitAt?: number, idleLimitAt?: number): Limits => {
    const [time, idle] = [bounded(timeLimitAt), bounded(idleLimitAt)]
    const known = time || idle ? origin : undefined
    return told<Limits>({ timeLimitAt: time, idleLimitAt: idle, origin: known })
  }
  const after = (seconds: number | undefined, at: number | undefined): number | undefined =>
    seconds && at ? at + seconds * 1000 : undefined

  if (maxExpirationTime || idleExpirationTime) {
    return limits('server', maxExpirationTime, idleExpirationTime)
  }
  // RememberMeDelegatingExpirationPolicy tells the numbers of the default policy, whatever this session's are.
  if (rememberMe) return {}
  // Before its first use a ticket's last use is its creation; later 6.6 doesn't tell.
  const usedAt = row.last_used_date_formatted ?? (uses === 0 ? startedAt : undefined)
  // ThrottledUseAndTimeoutExpirationPolicy: "live" counts from the last use, and "idle" is the gap between two uses.
  return name?.startsWith('Throttled')
    ? limits('policy', undefined, after(timeToLive, usedAt))
    : limits('policy', after(timeToLive, startedAt), after(timeToIdle, usedAt))
}

/** Without those that CAS didn't tell. */
function told<T>(fields: { readonly [K in keyof T]?: T[K] | undefined }): Partial<T> {
  const known: { [K in keyof T]?: T[K] } = {}
  for (const name in fields) if (fields[name] !== undefined) known[name] = fields[name]
  return known
}

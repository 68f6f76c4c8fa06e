// What the console shows, as plain JSON: no secret of a session is in it.

import { isTicketId, TicketId } from '../../admin-ticket-id.js'
import type { InMemoryCas, LoggedRequest, SessionView } from '../cas.js'
import { defaultPolicy } from '../policies.js'
import type { ExpirationPolicy } from '../setup.js'
import type { LogoutMessage } from '../single-logout.js'
import type { FailureName } from './failures.js'

/** A live session. Instants are ISO 8601; an absent limit isn't there. */
export interface SessionRow {
  /** What `isloggedin` calls it. */
  readonly session: string
  /** Such as `TGT-1-…mory`. */
  readonly ticket: string
  readonly user: string
  readonly createdAt: string
  readonly lastUsedAt: string
  readonly timeLimitAt?: string
  readonly idleLimitAt?: string
  readonly uses: number
  readonly rememberMe: boolean
  /** That got a service ticket; addresses without their query. */
  readonly services: readonly string[]
}

export interface RequestRow {
  readonly at: string
  readonly method: string
  /** Without its query; a ticket in it is masked. */
  readonly path: string
  /** Absent while the answer is awaited, and where the connection broke. */
  readonly status?: number
  /** Who answered: CAS, or a failure on demand. */
  readonly cause: 'cas' | 'failure'
}

export interface MessageRow {
  readonly at: string
  readonly channel: 'back-channel' | 'front-channel'
  readonly url: string
  readonly user: string
}

export interface ConsoleState {
  /** The address of CAS. */
  readonly cas: string
  readonly line: '7.2' | '6.6'
  readonly now: string
  /** The earliest limit of all live sessions. */
  readonly nextLimitAt?: string
  /** Of the sessions to come: a ticket keeps the policy that it was made with. */
  readonly policy: ExpirationPolicy
  readonly settings: { readonly ssoEnabled: boolean; readonly touch: boolean }
  readonly sessions: readonly SessionRow[]
  /** Those that the console put up. */
  readonly failures: readonly FailureName[]
  /** The latest, newest first. */
  readonly requests: readonly RequestRow[]
  /** The latest, newest first. */
  readonly messages: readonly MessageRow[]
}

const longestLog = 50

export function stateOf(cas: InMemoryCas, failures: readonly FailureName[]): ConsoleState {
  const next = cas.nextLimitAt()
  return {
    cas: cas.url,
    line: cas.line,
    now: iso(cas.clock.now()),
    ...(next !== undefined && { nextLimitAt: iso(next) }),
    policy: cas.setup.policy ?? defaultPolicy,
    settings: { ssoEnabled: cas.setup.ssoEnabled ?? true, touch: cas.setup.touch ?? false },
    sessions: cas.sessions().map(sessionRow),
    failures,
    requests: latest(cas.requests).map(requestRow),
    messages: latest(cas.messages).map(messageRow),
  }
}

const iso = (at: number): string => new Date(at).toISOString()

const latest = <T>(log: readonly T[]): readonly T[] => log.slice(-longestLog).reverse()

function sessionRow(view: SessionView): SessionRow {
  const { timeLimitAt, idleLimitAt } = view
  return {
    session: view.session,
    ticket: view.ticket,
    user: view.principal,
    createdAt: iso(view.createdAt),
    lastUsedAt: iso(view.lastUsedAt),
    ...(timeLimitAt !== undefined && { timeLimitAt: iso(timeLimitAt) }),
    ...(idleLimitAt !== undefined && { idleLimitAt: iso(idleLimitAt) }),
    uses: view.uses,
    rememberMe: view.rememberMe,
    services: view.services.map(withoutQuery),
  }
}

function requestRow({ at, method, path, status, failed }: LoggedRequest): RequestRow {
  return {
    at: iso(at),
    method,
    path: path.split('/').map(masked).join('/'),
    ...(status !== undefined && { status }),
    cause: failed ? 'failure' : 'cas',
  }
}

function messageRow({ at, channel, url, principal }: LogoutMessage): MessageRow {
  return { at: iso(at), channel, url: withoutQuery(url), user: principal }
}

/** `actuator/ssoSessions/{ticket}` has one in its path. */
function masked(segment: string): string {
  return isTicketId(segment) ? new TicketId(segment).toString() : segment
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '')
}

// Everything the in-memory CAS knows between two requests, and the questions that several of its answers ask.

import { isExpired } from './policies.js'
import { type CasRequest, cookieOf } from './records.js'
import type { CasSetup } from './setup.js'
import { deliver, type LogoutChannels, type LogoutMessage } from './single-logout.js'
import type { TicketGrantingTicket } from './tickets.js'

/** A line of CAS whose answers are imitated. */
export type CasLine = '7.2' | '6.6'

/** The settings of CAS, and what only the in-memory one can be asked to be. */
export interface InMemorySetup extends CasSetup {
  /** What stands at `isloggedin`: this project's module (default), an endpoint as in the CAS blog, or nothing. */
  readonly isLoggedIn?: 'module' | 'blog' | 'absent'
  /** The pace that `isloggedin` asks for in every answer; default none. */
  readonly pollAfterSeconds?: number
  /** `actuator/sso`: open (default), access denied, or not exposed. */
  readonly ssoActuator?: 'open' | 'denied' | 'absent'
  /** `actuator/ssoSessions`: open (default), access denied, or not exposed. */
  readonly ssoSessionsActuator?: 'open' | 'denied' | 'absent'
}

export interface User {
  readonly password: string
  readonly attributes?: Readonly<Record<string, readonly string[]>>
}

export interface World extends LogoutChannels {
  readonly line: CasLine
  readonly users: Readonly<Record<string, User>>
  /** Execution tokens of forms that were shown. */
  readonly forms: Set<string>
  setup: InMemorySetup
  /** The server's prefix, such as `http://127.0.0.1:8080/cas`. */
  url: string
  /** The ticket registry can't be reached. */
  registryFails: boolean
}

/** What a request's TGC leads to. */
export type Holder =
  | { readonly kind: 'no-cookie' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'live'; readonly ticket: TicketGrantingTicket }

export const cookieName = 'TGC'

export function addressOf(request: CasRequest): string {
  // The loopback proxy is trusted, as in the servers that the contract tests start.
  return request.headers['x-forwarded-for']?.split(',', 1)[0]?.trim() || request.address
}

export function userAgentOf(request: CasRequest): string {
  return request.headers['user-agent'] ?? ''
}

export function holderOf(world: World, request: CasRequest, now: number): Holder {
  return holderOfValue(world, cookieOf(request, cookieName), request, now)
}

export function holderOfValue(
  world: World,
  value: string | undefined,
  request: CasRequest,
  now: number,
): Holder {
  if (value === undefined || value === '') return { kind: 'no-cookie' }
  const cookie = world.registry.cookie(value)
  if (!cookie || !isReadable(world, cookie, request)) return { kind: 'unreadable' }
  const ticket = liveTicket(world, cookie.ticketId, now)
  return ticket ? { kind: 'live', ticket } : { kind: 'ended' }
}

/** The pinning of EncryptedTicketGrantingCookie's DefaultCasCookieValueManager: three parts, split at `@`. */
function isReadable(
  world: World,
  cookie: { readonly userAgent: string; readonly address: string },
  request: CasRequest,
): boolean {
  if (world.setup.pinToSession === false) return true
  if (cookie.userAgent.includes('@') || cookie.userAgent === '') return false
  return cookie.userAgent === userAgentOf(request) && cookie.address === addressOf(request)
}

/** Reading an expired ticket removes it; 7.2 also tells its services then, 6.6 leaves that to the cleaner. */
export function liveTicket(
  world: World,
  id: string,
  now: number,
): TicketGrantingTicket | undefined {
  const ticket = world.registry.ticket(id)
  if (!ticket || !isExpired(ticket, now)) return ticket
  if (world.line === '7.2') endSession(world, ticket, now)
  else world.registry.remove(id)
  return undefined
}

/** Ends a session and tells its services: back-channel ones get a message now, front-channel ones are returned for the logout page. */
export function endSession(
  world: World,
  ticket: TicketGrantingTicket,
  now: number,
): readonly LogoutMessage[] {
  const messages = deliver(world, ticket, now)
  world.registry.remove(ticket.id)
  return messages
}

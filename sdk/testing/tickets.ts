// The ticket registry of the in-memory CAS: ticket-granting tickets, the cookies that lead to them, service tickets.

import { isExpired } from './policies.js'
import type { Header } from './records.js'
import type { ExpirationPolicy } from './setup.js'

/** A service that got a ticket during a session. */
export interface GrantedService {
  readonly serviceTicket: string
  readonly url: string
  /** What CAS keeps of the request that asked: 7.2 every header and cookie, 6.6 the form. */
  readonly requestHeaders: readonly Header[]
  readonly requestParameters: readonly Header[]
}

/** Instants are ms since 1970. */
export interface TicketGrantingTicket {
  readonly id: string
  /** What `isloggedin` calls the session: tells one from another, leads nowhere. */
  readonly session: string
  readonly principal: string
  readonly attributes: Readonly<Record<string, readonly string[]>>
  readonly policy: ExpirationPolicy
  readonly rememberMe: boolean
  /** Remember-me was on at the server, so the policy is RememberMeDelegatingExpirationPolicy. */
  readonly delegating: boolean
  readonly userAgent: string
  readonly address: string
  readonly createdAt: number
  authenticatedAt: number
  lastUsedAt: number
  previouslyUsedAt: number | undefined
  uses: number
  readonly services: GrantedService[]
}

interface Cookie {
  readonly ticketId: string
  readonly userAgent: string
  readonly address: string
}

interface ServiceTicket {
  readonly ticketId: string
  readonly service: string
  readonly fromNewLogin: boolean
  readonly expiresAt: number
}

/** `cas.ticket.st.time-to-kill-in-seconds` as shipped. */
const serviceTicketLifeMs = 10_000

export class Registry {
  readonly #tickets = new Map<string, TicketGrantingTicket>()
  readonly #cookies = new Map<string, Cookie>()
  readonly #serviceTickets = new Map<string, ServiceTicket>()
  readonly #random: () => number
  #count = 0
  #serviceCount = 0

  constructor(random: () => number) {
    this.#random = random
  }

  text(length: number): string {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
    let text = ''
    while (text.length < length) text += letters[Math.floor(this.#random() * letters.length)]
    return text
  }

  uuid(): string {
    const hex = (length: number): string =>
      Array.from({ length }, () => Math.floor(this.#random() * 16).toString(16)).join('')
    return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`
  }

  create(
    ticket: Omit<
      TicketGrantingTicket,
      'id' | 'session' | 'services' | 'uses' | 'lastUsedAt' | 'previouslyUsedAt' | 'authenticatedAt'
    >,
  ): TicketGrantingTicket {
    this.#count += 1
    const made: TicketGrantingTicket = {
      ...ticket,
      id: `TGT-${this.#count}-${this.text(64)}-memory`,
      session: this.text(22),
      authenticatedAt: ticket.createdAt,
      lastUsedAt: ticket.createdAt,
      previouslyUsedAt: undefined,
      uses: 0,
      services: [],
    }
    this.#tickets.set(made.id, made)
    return made
  }

  /** A new cookie value for a ticket; every call makes another one. */
  issueCookie(ticketId: string, userAgent: string, address: string): string {
    // The real one is a signed and encrypted token that grows with the User-Agent.
    const value = `${this.text(32)}.${this.text(520 + 2 * userAgent.length)}.${this.text(43)}`
    this.#cookies.set(value, { ticketId, userAgent, address })
    return value
  }

  /** The cookie as it was written, whoever sends it now. */
  cookie(value: string): Cookie | undefined {
    return this.#cookies.get(value)
  }

  /** Also an expired ticket. */
  ticket(id: string): TicketGrantingTicket | undefined {
    return this.#tickets.get(id)
  }

  live(now: number): TicketGrantingTicket[] {
    return [...this.#tickets.values()].filter((ticket) => !isExpired(ticket, now))
  }

  expired(now: number): TicketGrantingTicket[] {
    return [...this.#tickets.values()].filter((ticket) => isExpired(ticket, now))
  }

  get size(): number {
    return this.#tickets.size
  }

  use(ticket: TicketGrantingTicket, now: number): void {
    ticket.previouslyUsedAt = ticket.lastUsedAt
    ticket.lastUsedAt = now
    ticket.uses += 1
  }

  /** Grants a service ticket, which is a use of the session. */
  grant(
    ticket: TicketGrantingTicket,
    service: Omit<GrantedService, 'serviceTicket'>,
    fromNewLogin: boolean,
    now: number,
  ): string {
    this.#serviceCount += 1
    const id = `ST-${this.#serviceCount}-${this.text(27)}-memory`
    this.use(ticket, now)
    // `only-track-most-recent-session`: a service is told once, about its newest ticket.
    const before = ticket.services.findIndex(({ url }) => url === service.url)
    if (before >= 0) ticket.services.splice(before, 1)
    ticket.services.push({ ...service, serviceTicket: id })
    this.#serviceTickets.set(id, {
      ticketId: ticket.id,
      service: service.url,
      fromNewLogin,
      expiresAt: now + serviceTicketLifeMs,
    })
    return id
  }

  /** Takes a service ticket out of the registry: it validates once. */
  redeem(id: string, now: number): ServiceTicket | undefined {
    const serviceTicket = this.#serviceTickets.get(id)
    this.#serviceTickets.delete(id)
    return serviceTicket && now <= serviceTicket.expiresAt ? serviceTicket : undefined
  }

  remove(id: string): void {
    this.#tickets.delete(id)
    for (const [serviceTicket, { ticketId }] of this.#serviceTickets) {
      if (ticketId === id) this.#serviceTickets.delete(serviceTicket)
    }
  }

  /** What a restart does to an in-memory registry; cookies stay readable, since the keys are fixed. */
  removeAll(): void {
    this.#tickets.clear()
    this.#serviceTickets.clear()
  }
}

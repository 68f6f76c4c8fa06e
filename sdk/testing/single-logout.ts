// Single logout: the messages that tell a session's services that it is over.

import { findService, type RegisteredService } from './services.js'
import type { Registry, TicketGrantingTicket } from './tickets.js'

/** One logout message. Back-channel: the server POSTs `body` to `url`; front-channel: the logout page sends it. */
export interface LogoutMessage {
  readonly channel: 'back-channel' | 'front-channel'
  readonly url: string
  readonly principal: string
  /** The service ticket that the service got: its `SessionIndex`. */
  readonly serviceTicket: string
  /** A SAML LogoutRequest. */
  readonly xml: string
  /** ms since 1970. */
  readonly at: number
}

/** Who is told, and where messages go. */
export interface LogoutChannels {
  readonly registry: Registry
  readonly services: readonly RegisteredService[]
  /** All so far. */
  readonly messages: LogoutMessage[]
  /** Hears of every message. */
  onMessage: (message: LogoutMessage) => void
}

/** Makes the messages of a session, logs them, and hands the back-channel ones to whoever delivers them. */
export function deliver(
  { registry, services, messages: log, onMessage }: LogoutChannels,
  ticket: TicketGrantingTicket,
  now: number,
): readonly LogoutMessage[] {
  const messages: LogoutMessage[] = []
  for (const { url, serviceTicket } of ticket.services) {
    const channel = findService(services, url)?.logout ?? 'none'
    if (channel === 'none') continue
    const xml = logoutRequest(registry.text(40), ticket.principal, serviceTicket, now)
    messages.push({ channel, url, principal: ticket.principal, serviceTicket, xml, at: now })
  }
  for (const message of messages) {
    log.push(message)
    onMessage(message)
  }
  return messages
}

/** The form body of a back-channel message. */
export function backChannelBody(message: LogoutMessage): string {
  return new URLSearchParams({ logoutRequest: message.xml }).toString()
}

/** The `logoutRequest` of a front-channel message: deflated (zlib, RFC 1950), then Base64. */
export function frontChannelParameter(message: LogoutMessage): string {
  return btoa(String.fromCharCode(...storedZlib(new TextEncoder().encode(message.xml))))
}

function logoutRequest(id: string, principal: string, serviceTicket: string, now: number): string {
  return (
    '<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"' +
    ` ID="LR-${id}" Version="2.0" IssueInstant="${new Date(now).toISOString()}">` +
    `<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${principal}</saml:NameID>` +
    `<samlp:SessionIndex>${serviceTicket}</samlp:SessionIndex></samlp:LogoutRequest>`
  )
}

/** One stored block: valid for every inflater, and needs neither a library nor an asynchronous API. */
function storedZlib(bytes: Uint8Array): number[] {
  let low = 1
  let high = 0
  for (const byte of bytes) {
    low = (low + byte) % 65_521
    high = (high + low) % 65_521
  }
  const { length } = bytes
  const block = [1, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255]
  return [0x78, 0x01, ...block, ...bytes, high >> 8, high & 255, low >> 8, low & 255]
}

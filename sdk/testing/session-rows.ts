// One session as `actuator/ssoSessions` shows it.

import { defaultPolicy, limitsOf } from './policies.js'
import type { GrantedService, TicketGrantingTicket } from './tickets.js'
import type { World } from './world.js'

const fiftyYears = 50
/** Java's `Long.MAX_VALUE`, as near as a JavaScript number comes to it. */
const endless = 2 ** 63

export function sessionRow(
  world: World,
  ticket: TicketGrantingTicket,
  type: string | null,
  now: number,
): Record<string, unknown> {
  const handler = world.line === '7.2' ? 'AcceptUsersAuthenticationHandler' : 'Static Credentials'
  return {
    authenticated_principal: ticket.principal,
    authentication_date: iso(ticket.authenticatedAt),
    authentication_date_formatted: isoSeconds(ticket.authenticatedAt),
    ...(world.line === '7.2' && {
      creation_date_formatted: isoSeconds(ticket.createdAt),
      last_used_date_formatted: isoSeconds(ticket.lastUsedAt),
    }),
    number_of_uses: ticket.uses,
    ticket_granting_ticket: ticket.id,
    principal_attributes: ticket.attributes,
    authentication_attributes: {
      ...(ticket.rememberMe && {
        'org.apereo.cas.authentication.principal.REMEMBER_ME': [true],
      }),
      credentialType: ['UsernamePasswordCredential'],
      clientIpAddress: [ticket.address],
      authenticationDate: [Math.floor(ticket.authenticatedAt / 1000)],
      authenticationMethod: [handler],
      successfulAuthenticationHandlers: [handler],
      userAgent: [ticket.userAgent],
    },
    expiration_policy: expirationPolicy(world, ticket, now),
    remember_me: ticket.rememberMe,
    ...(type !== 'DIRECT' && { is_proxied: false }),
    authenticated_services: Object.fromEntries(
      ticket.services.map((granted) => [
        granted.serviceTicket,
        serviceObject(world, ticket, granted, false),
      ]),
    ),
  }
}

function expirationPolicy(
  world: World,
  ticket: TicketGrantingTicket,
  now: number,
): Record<string, unknown> {
  const { policy } = ticket
  // The delegating policy tells the default one's numbers, whatever the ticket's own policy is.
  const told = ticket.delegating ? (world.setup.policy ?? defaultPolicy) : policy
  const { timeToIdle, timeToLive } = numbersOf(told)
  const clock = 'SystemClock[Z]'
  const name = `${ticket.delegating ? 'RememberMeDelegatingExpirationPolicy' : nameOf(policy)}-${world.registry.uuid()}`
  if (world.line === '6.6') return { timeToIdle: timeToIdle ?? 0, timeToLive, clock, name }
  const { timeLimitAt, idleLimitAt } = limitsOf(ticket)
  const maximum = policy.kind === 'throttled' ? undefined : (timeLimitAt ?? inFiftyYears(now))
  return {
    ...(timeToIdle !== undefined && idleLimitAt !== undefined && !ticket.delegating
      ? { timeToIdle, idleExpirationTime: iso(idleLimitAt) }
      : {}),
    timeToLive,
    clock,
    name,
    ...(maximum !== undefined && { maxExpirationTime: iso(maximum) }),
  }
}

function nameOf(policy: TicketGrantingTicket['policy']): string {
  switch (policy.kind) {
    case 'primary':
      return 'TicketGrantingTicketExpirationPolicy'
    case 'time':
      return 'HardTimeoutExpirationPolicy'
    case 'idle':
      return 'TimeoutExpirationPolicy'
    case 'never':
      return 'NeverExpiresExpirationPolicy'
    case 'throttled':
      return 'ThrottledUseAndTimeoutExpirationPolicy'
    default:
      return policy satisfies never
  }
}

/** `getTimeToIdle` and `getTimeToLive` of the policy, in seconds. */
function numbersOf(policy: TicketGrantingTicket['policy']): {
  readonly timeToIdle?: number
  readonly timeToLive: number
} {
  switch (policy.kind) {
    case 'primary':
      return { timeToIdle: policy.timeToKillSeconds, timeToLive: policy.maxTimeToLiveSeconds }
    case 'time':
      return { timeToLive: policy.maxTimeToLiveSeconds }
    case 'idle':
      return { timeToIdle: policy.timeToKillSeconds, timeToLive: endless }
    case 'never':
      return { timeToLive: 2_147_483_647 }
    case 'throttled':
      // Not an idle time at all: the gap between two uses.
      return { timeToIdle: policy.timeInBetweenUsesSeconds, timeToLive: policy.timeToKillSeconds }
    default:
      return policy satisfies never
  }
}

/** A service of a session. 7.2 shows the request that asked for its ticket, live cookies included. */
export function serviceObject(
  world: World,
  ticket: TicketGrantingTicket,
  granted: GrantedService,
  loggedOut: boolean,
): Record<string, unknown> {
  const prefix = 'jakarta.servlet.http.HttpServletRequest'
  const parameters = Object.fromEntries(
    granted.requestParameters.map(([name, value]) => [name, [value]]),
  )
  const cookies = (granted.requestHeaders.find(([name]) => name === 'cookie')?.[1] ?? '')
    .split('; ')
    .filter(Boolean)
    .map((pair) => {
      const at = pair.indexOf('=')
      return [`${prefix}.cookie-${pair.slice(0, at)}`, [pair.slice(at + 1)]]
    })
  return {
    ...(world.line === '6.6' &&
      loggedOut && {
        '@class': 'org.apereo.cas.authentication.principal.SimpleWebApplicationServiceImpl',
      }),
    id: granted.url,
    originalUrl: granted.url,
    principal: ticket.principal,
    source: 'service',
    ...(loggedOut && { loggedOutAlready: true }),
    format: 'XML',
    attributes:
      world.line === '7.2'
        ? {
            headers: Object.fromEntries(
              granted.requestHeaders.map(([name, value]) => [`${prefix}.header-${name}`, [value]]),
            ),
            ...parameters,
            cookies: Object.fromEntries(cookies),
          }
        : parameters,
  }
}

function inFiftyYears(now: number): number {
  const date = new Date(now)
  return date.setUTCFullYear(date.getUTCFullYear() + fiftyYears)
}

function iso(at: number): string {
  return new Date(at).toISOString()
}

function isoSeconds(at: number): string {
  return `${iso(at).slice(0, 19)}Z`
}

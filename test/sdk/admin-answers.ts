// Bodies of `actuator/ssoSessions` as running servers sent them, shortened: CAS 7.2 and 6.6, 21 November 2026.

export const tgt = 'TGT-1-a0aAaaAAAAAaaAaAAaa0AaAAAAaaaAAAAAAAAaAA0aa0AAAaa0aAaA0AAaaaAaa0Aaa0-lab'
export const pgt = 'PGT-1-A0aAAa0AaAAaaaAA0A0aaA0AA0aaAaAAAaAAAaA-AA0aaAaAaAAaaAA0AaAA0aAAAaa-lab'
export const serviceTicket = 'ST-3-AAA0AA0aaA0AaAAAAaaAa00AAAA-lab'
export const cookie = 'DUMMY.xxxxxxxxxxxxxxxxxxxx.live'
/** None of these may be seen in anything but `reveal()`. */
export const secrets: readonly string[] = [tgt, pgt, serviceTicket, cookie]

const request = 'jakarta.servlet.http.HttpServletRequest'
export const service72 = {
  id: 'http://127.0.0.1:9372/app',
  originalUrl: 'http://127.0.0.1:9372/app',
  principal: 'casuser',
  source: 'service',
  format: 'XML',
  attributes: {
    headers: {
      [`${request}.header-user-agent`]: ['lab/1.0'],
      [`${request}.header-cookie`]: [`LOCALE=en; TGC=${cookie}`],
    },
    service: ['http://127.0.0.1:9372/app'],
    httpRequest: { [`${request}.requestURI`]: ['/cas/login'] },
    cookies: { [`${request}.cookie-TGC`]: [cookie] },
  },
}

export const row72 = {
  authenticated_principal: 'casuser',
  authentication_date: '2026-11-21T00:34:50.971033548Z',
  authentication_date_formatted: '2026-11-21T00:34:50Z',
  creation_date_formatted: '2026-11-21T00:34:50Z',
  last_used_date_formatted: '2026-11-21T00:34:51Z',
  number_of_uses: 1,
  ticket_granting_ticket: tgt,
  principal_attributes: {
    mail: ['user@example.org'],
    memberOf: ['staff'],
    username: ['casuser'],
  },
  authentication_attributes: { authenticationDate: [1795221290], userAgent: ['lab/1.0'] },
  expiration_policy: {
    timeToIdle: 7200,
    idleExpirationTime: '2026-11-21T02:34:51.989743152Z',
    timeToLive: 28800,
    clock: 'SystemClock[Z]',
    name: 'TicketGrantingTicketExpirationPolicy-00000000-0000-0000-0000-000000000000',
    maxExpirationTime: '2026-11-21T08:34:50.981861073Z',
  },
  remember_me: false,
  is_proxied: false,
  authenticated_services: { [serviceTicket]: service72 },
}

/** A row of its own: on 7.2 it is the user's; on 6.6 the principal is the callback address. */
export const proxiedRow72 = {
  ...row72,
  number_of_uses: 0,
  ticket_granting_ticket: pgt,
  principal_attributes: {
    'org.apereo.cas.authentication.credential.HttpBasedServiceCredential': [
      'http://127.0.0.1:9372/pgt',
    ],
  },
  is_proxied: true,
  proxied_by: 'http://127.0.0.1:9372/app',
  authenticated_services: {},
}

export const list72 = { totalSsoSessions: 3, activeSsoSessions: [row72, proxiedRow72] }

export const row66 = {
  authentication_date: '2026-11-21T00:34:55.979801477Z',
  authentication_date_formatted: '2026-11-21T00:34:55Z',
  authentication_attributes: { authenticationDate: [1795221295], userAgent: ['lab/1.0'] },
  authenticated_principal: 'casuser',
  number_of_uses: 0,
  ticket_granting_ticket: tgt,
  principal_attributes: {
    mail: ['user@example.org'],
    memberOf: ['staff'],
    username: ['casuser'],
  },
  remember_me: false,
  is_proxied: false,
  expiration_policy: {
    timeToIdle: 7200,
    timeToLive: 28800,
    clock: 'SystemClock[Z]',
    name: 'TicketGrantingTicketExpirationPolicy-00000000-0000-0000-0000-000000000000',
  },
  authenticated_services: {
    [serviceTicket]: {
      id: 'http://127.0.0.1:9366/app',
      originalUrl: 'http://127.0.0.1:9366/app',
      principal: 'casuser',
      source: 'service',
      format: 'XML',
      attributes: { execution: ['DUMMY'], username: ['casuser'], _eventId: ['submit'] },
    },
  },
}

export const proxiedRow66 = {
  ...row66,
  authenticated_principal: 'http://127.0.0.1:9366/pgt',
  ticket_granting_ticket: pgt,
  is_proxied: true,
  proxied_by: 'http://127.0.0.1:9366/app',
  authenticated_services: {},
}

/** The totals are those of the rows, not of the registry. */
export const list66 = {
  totalUsageCount: 0,
  activeSsoSessions: [row66, proxiedRow66],
  totalTicketGrantingTickets: 1,
  totalTickets: 2,
  totalPrincipals: 2,
  totalProxyGrantingTickets: 1,
}

const uuid = '00000000-0000-0000-0000-000000000000'

/** `expiration_policy` of other policies, for a session that began with `row72` or `row66`. */
export const policies = {
  '7.2': {
    hard: {
      timeToLive: 3600,
      clock: 'SystemClock[Z]',
      name: `HardTimeoutExpirationPolicy-${uuid}`,
      maxExpirationTime: '2026-11-21T01:34:50.723Z',
    },
    timeout: {
      timeToIdle: 1800,
      idleExpirationTime: '2026-11-21T01:04:51.252Z',
      timeToLive: 9223372036854775807n,
      clock: 'SystemClock[Z]',
      name: `TimeoutExpirationPolicy-${uuid}`,
      maxExpirationTime: '2076-11-21T00:34:51.428Z',
    },
    throttled: {
      timeToIdle: 2,
      idleExpirationTime: '2026-11-21T01:04:51.849Z',
      timeToLive: 1800,
      clock: 'SystemClock[Z]',
      name: `ThrottledUseAndTimeoutExpirationPolicy-${uuid}`,
    },
    never: {
      timeToLive: 2147483647,
      clock: 'SystemClock[Z]',
      name: `NeverExpiresExpirationPolicy-${uuid}`,
      maxExpirationTime: '2076-11-21T00:34:51.428Z',
    },
    rememberMe: {
      timeToLive: 28800,
      clock: 'SystemClock[Z]',
      name: `RememberMeDelegatingExpirationPolicy-${uuid}`,
      maxExpirationTime: '2026-12-05T00:34:50.123Z',
    },
  },
  '6.6': {
    hard: {
      timeToIdle: 0,
      timeToLive: 3600,
      clock: 'SystemClock[Z]',
      name: `HardTimeoutExpirationPolicy-${uuid}`,
    },
    timeout: {
      timeToIdle: 1800,
      timeToLive: 9223372036854775807n,
      clock: 'SystemClock[Z]',
      name: `TimeoutExpirationPolicy-${uuid}`,
    },
    throttled: {
      timeToIdle: 2,
      timeToLive: 1800,
      clock: 'SystemClock[Z]',
      name: `ThrottledUseAndTimeoutExpirationPolicy-${uuid}`,
    },
    never: {
      timeToIdle: 2147483647,
      timeToLive: 2147483647,
      clock: 'SystemClock[Z]',
      name: `NeverExpiresExpirationPolicy-${uuid}`,
    },
    rememberMe: {
      timeToIdle: 7200,
      timeToLive: 28800,
      clock: 'SystemClock[Z]',
      name: `RememberMeDelegatingExpirationPolicy-${uuid}`,
    },
  },
} as const

/** `DELETE ssoSessions/TGT-…` of a session with applications; CAS 6.6 names classes. */
export const deleted = {
  singleLogoutRequests: [
    {
      ticketId: serviceTicket,
      service: { ...service72, loggedOutAlready: true },
      logoutUrl: 'http://127.0.0.1:9372/app',
      logoutType: 'BACK_CHANNEL',
      status: 'SUCCESS',
    },
    {
      ticketId: serviceTicket,
      service: {
        '@class': 'org.apereo.cas.authentication.principal.SimpleWebApplicationServiceImpl',
        id: 'http://127.0.0.1:9966/other',
        loggedOutAlready: true,
        attributes: { service: ['http://127.0.0.1:9966/other'] },
      },
      logoutUrl: 'http://127.0.0.1:9966/logout',
      logoutType: 'FRONT_CHANNEL',
      status: 'NOT_ATTEMPTED',
    },
  ],
  ticketGrantingTicket: tgt,
  status: 200,
}

/** As CAS writes it: `Long.MAX_VALUE` with all its digits. */
export function written(body: unknown): string {
  return JSON.stringify(body, (_, value) =>
    typeof value === 'bigint' ? `${value}n` : value,
  ).replace(/"(-?\d+)n"/g, '$1')
}

// Bodies as running servers sent them: CAS 7.2 and 6.6, 21 November 2026.

export interface Captured {
  readonly status: number
  readonly type?: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

const json = 'application/json;charset=UTF-8'
const dated = { date: 'Sat, 21 Nov 2026 00:04:24 GMT' }

/** `GET /cas/actuator/sso`, signed in. */
export const ssoSignedIn: Readonly<Record<'7.2' | '6.6', Captured>> = {
  '7.2': {
    status: 200,
    type: json,
    headers: dated,
    body: '{"principal":"casuser","authenticationDate":"2026-11-21T00:04:24.455440812Z","ticketGrantingTicketCreationTime":"2026-11-21T00:04:24.457182325Z","ticketGrantingTicketLastTimeUsed":"2026-11-21T00:04:24.457182325Z"}',
  },
  '6.6': {
    status: 200,
    type: json,
    headers: { date: 'Sat, 21 Nov 2026 00:03:21 GMT' },
    body: '{"principal":"casuser","authenticationDate":"2026-11-21T00:03:21.975523439Z","ticketGrantingTicketCreationTime":"2026-11-21T00:03:21.982579108Z","ticketGrantingTicketLastTimeUsed":"2026-11-21T00:03:21.982579108Z"}',
  },
}

/** The same without a session, with a dead or a garbled cookie, and with SSO disabled; on both lines. */
export const ssoSignedOut: Captured = { status: 400, headers: dated, body: '' }

/** Spring Boot's own error, as both lines give it for an endpoint that is protected. */
export const unauthorized: Captured = {
  status: 401,
  type: json,
  body: '{"timestamp":"2026-11-21T00:12:14.769+00:00","status":401,"error":"Unauthorized","message":"Unauthorized","path":"/cas/actuator/sso"}',
}

export const forbidden: Captured = {
  status: 403,
  type: json,
  body: '{"timestamp":"2026-11-21T00:04:25.647+00:00","status":403,"error":"Forbidden","message":"Access Denied","path":"/cas/actuator/ticketRegistry"}',
}

/** The full form of `isloggedin`, signed in. */
export const fullSignedIn = {
  signedIn: true,
  principal: 'casuser',
  session: 'Zm9vYmFyYmF6cXV4',
  attributes: { mail: ['user@example.org'], memberOf: ['staff'] },
  authenticatedAt: '2026-11-21T00:04:24.455440812Z',
  createdAt: '2026-11-21T00:04:24.457182325Z',
  lastUsedAt: '2026-11-21T00:04:24.702463008Z',
  rememberMe: false,
  timeLimitAt: '2026-11-21T08:04:24.457182325Z',
  idleLimitAt: '2026-11-21T02:04:24.702463008Z',
  maxTimeToLiveSeconds: 28800,
  timeToKillSeconds: 7200,
  services: ['http://127.0.0.1:9972/app'],
  now: '2026-11-21T00:04:25.671Z',
} as const

/** The full form of `isloggedin`, without a cookie. */
export const fullSignedOut = {
  signedIn: false,
  reason: 'no-cookie',
  now: '2026-11-21T00:04:24.202761699Z',
} as const

export const fullForm = 'application/vnd.sso-pulse.v1+json'

export const html: Captured = {
  status: 200,
  type: 'text/html;charset=UTF-8',
  body: '<!DOCTYPE html><html lang="en"><title>CAS - Central Authentication Service Login</title></html>',
}

export function full(body: object): Captured {
  return { status: 200, type: fullForm, body: JSON.stringify(body) }
}

export function responseOf({ status, type, body, headers }: Captured): Response {
  return new Response(body === '' ? null : new TextEncoder().encode(body), {
    status,
    headers: { ...headers, ...(type && { 'content-type': type }) },
  })
}

// `isloggedin`: this project's contract, and an endpoint as in the CAS blog.

import { answer, failure, json, nothingThere } from './answers.js'
import { limitsOf } from './policies.js'
import {
  type CasRequest,
  type CasResponse,
  cookieOf,
  type Header,
  parametersOf,
  queryOf,
} from './records.js'
import type { TicketGrantingTicket } from './tickets.js'
import { cookieName, type Holder, holderOf, holderOfValue, type World } from './world.js'

const fullForm = 'application/vnd.sso-pulse.v1+json'
const unreadablePollAfterSeconds = 300
const unavailablePollAfterSeconds = 30

export function isLoggedIn(world: World, request: CasRequest, now: number): CasResponse {
  const kind = world.setup.isLoggedIn ?? 'module'
  switch (kind) {
    case 'module':
      return world.registryFails ? unavailable(world, now) : moduleAnswer(world, request, now)
    case 'blog':
      return blogAnswer(world, request, now)
    case 'absent':
      return nothingThere(world, now, request)
    default:
      return kind satisfies never
  }
}

function moduleAnswer(world: World, request: CasRequest, now: number): CasResponse {
  const allow: Header = [
    'Allow',
    world.setup.touch ? 'GET, HEAD, OPTIONS, POST' : 'GET, HEAD, OPTIONS',
  ]
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return look(world, request, now)
    case 'POST':
      return world.setup.touch
        ? touch(world, request, now)
        : told(world, now, 405, 'application/json', { error: 'touch-disabled' }, [allow])
    case 'OPTIONS':
      return answer(world, now, 200, '', [allow])
    default:
      return told(world, now, 405, 'application/json', { error: 'method-not-allowed' }, [allow])
  }
}

function look(world: World, request: CasRequest, now: number): CasResponse {
  const parameter = world.setup.tgcParameter ? queryOf(request).get('tgc') : null
  const value = parameter ?? cookieOf(request, cookieName)
  const holder = holderOfValue(world, value, request, now)
  if (asksForFullForm(request.headers.accept)) {
    const crossSite = request.headers['sec-fetch-site'] === 'cross-site'
    const withheld = crossSite && holder.kind === 'no-cookie' && world.setup.ssoEnabled !== false
    return told(world, now, 200, fullForm, {
      ...full(world, holder, now),
      ...(withheld && { crossSite }),
    })
  }
  return told(world, now, 200, 'application/json', plain(world, holder))
}

function touch(world: World, request: CasRequest, now: number): CasResponse {
  const refuse = (status: number, error: string): CasResponse =>
    told(world, now, status, 'application/json', { error })
  if (request.headers['x-sso-pulse'] !== 'touch') return refuse(403, 'touch-header-missing')
  // The cookie comes along with any site's form; the Origin header is the browser's word for whose it is.
  const allowed = [new URL(world.url).origin, ...(world.setup.corsOrigins ?? [])]
  if (!allowed.includes(request.headers.origin ?? '')) return refuse(403, 'origin-not-allowed')
  const holder = holderOf(world, request, now)
  if (holder.kind === 'live' && world.setup.ssoEnabled !== false) {
    if (holder.ticket.policy.kind === 'throttled') return refuse(409, 'throttled-policy')
    world.registry.use(holder.ticket, now)
  }
  return told(world, now, 200, fullForm, full(world, holder, now))
}

function full(world: World, holder: Holder, now: number): Record<string, unknown> {
  const wish = world.setup.pollAfterSeconds
  const end = {
    now: new Date(now).toISOString(),
    ...(wish !== undefined && { pollAfterSeconds: wish }),
  }
  if (world.setup.ssoEnabled === false) {
    return { signedIn: false, reason: 'sso-disabled', ...end }
  }
  switch (holder.kind) {
    case 'no-cookie':
    case 'ended':
      return { signedIn: false, reason: holder.kind, ...end }
    case 'unreadable':
      // CAS logs a warning for each such cookie: a slow pace keeps its log readable.
      return {
        signedIn: false,
        reason: holder.kind,
        ...end,
        pollAfterSeconds: unreadablePollAfterSeconds,
      }
    case 'live':
      return { ...described(world, holder.ticket), ...end }
    default:
      return holder satisfies never
  }
}

function described(world: World, ticket: TicketGrantingTicket): Record<string, unknown> {
  const { released } = world.setup
  const { timeLimitAt, idleLimitAt } = limitsOf(ticket)
  const { policy } = ticket
  const iso = (at: number): string => new Date(at).toISOString()
  return {
    signedIn: true,
    principal: ticket.principal,
    session: ticket.session,
    ...(released?.attributes?.length && { attributes: releasedAttributes(world, ticket) }),
    authenticatedAt: iso(ticket.authenticatedAt),
    createdAt: iso(ticket.createdAt),
    lastUsedAt: iso(ticket.lastUsedAt),
    ...(timeLimitAt !== undefined && { timeLimitAt: iso(timeLimitAt) }),
    ...(idleLimitAt !== undefined && { idleLimitAt: iso(idleLimitAt) }),
    ...('maxTimeToLiveSeconds' in policy && { maxTimeToLiveSeconds: policy.maxTimeToLiveSeconds }),
    ...('timeToKillSeconds' in policy && { timeToKillSeconds: policy.timeToKillSeconds }),
    ...(policy.kind === 'throttled' && { throttled: true }),
    rememberMe: ticket.rememberMe,
    ...(released?.services && {
      services: ticket.services.map(({ url }) => url.replace(/[?#].*/, '')),
    }),
  }
}

function plain(world: World, holder: Holder): Record<string, unknown> {
  if (holder.kind !== 'live' || world.setup.ssoEnabled === false) return {}
  return { principal: holder.ticket.principal, ...releasedAttributes(world, holder.ticket) }
}

function releasedAttributes(
  world: World,
  ticket: TicketGrantingTicket,
): Record<string, readonly string[]> {
  const released: Record<string, readonly string[]> = {}
  for (const name of world.setup.released?.attributes ?? []) {
    const values = ticket.attributes[name]
    if (values && name !== 'principal') released[name] = values
  }
  return released
}

/** The full form is for clients that name it and rank it no lower than JSON in general. */
function asksForFullForm(accept = ''): boolean {
  let full = 0
  let plain = 0
  for (const range of accept.toLowerCase().split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))
    const quality = weight === undefined ? 1 : Number(weight.slice(2)) || 0
    if (type === fullForm) full = quality
    if (type === 'application/json') plain = quality
  }
  return full > 0 && full >= plain
}

function told(
  world: World,
  now: number,
  status: number,
  type: string,
  value: unknown,
  headers: readonly Header[] = [],
): CasResponse {
  return answer(world, now, status, JSON.stringify(value), [
    ['Cache-Control', 'no-store'],
    ['Vary', 'Accept'],
    ['Content-Type', type],
    ...headers,
  ])
}

function unavailable(world: World, now: number): CasResponse {
  const pollAfterSeconds = world.setup.pollAfterSeconds ?? unavailablePollAfterSeconds
  const body = { error: 'ticket-registry-unavailable', pollAfterSeconds }
  return told(world, now, 503, 'application/json', body, [
    ['Retry-After', String(pollAfterSeconds)],
  ])
}

/** The blog's endpoint takes the cookie's value as a parameter, and answers `{}` for every failure. */
function blogAnswer(world: World, request: CasRequest, now: number): CasResponse {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return failure(world, now, request, 405, `Method '${request.method}' is not supported.`, [
      ['Allow', 'GET'],
    ])
  }
  const value = parametersOf(request).get('tgc')
  if (value === null) {
    const message =
      "Required request parameter 'tgc' for method parameter type String is not present"
    return failure(world, now, request, 400, message)
  }
  const holder = world.registryFails ? undefined : holderOfValue(world, value, request, now)
  if (holder?.kind !== 'live') return json(world, now, 200, {})
  const { username: _, ...attributes } = holder.ticket.attributes
  return json(world, now, 200, { ...attributes, id: holder.ticket.principal })
}

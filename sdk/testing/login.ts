// The login flow: form, password, single sign-on, gateway.

import { flow, htmlType, page, redirect } from './answers.js'
import { clearedAtLogin, ticketGrantingCookie } from './cookies.js'
import { choosePolicy } from './policies.js'
import {
  type CasRequest,
  type CasResponse,
  cookieOf,
  escapeMarkup,
  type Header,
  parametersOf,
  queryOf,
} from './records.js'
import { findService } from './services.js'
import type { TicketGrantingTicket } from './tickets.js'
import { addressOf, cookieName, holderOf, userAgentOf, type World } from './world.js'

const keptForms = 1000

export function login(world: World, request: CasRequest, now: number): CasResponse {
  const parameters = parametersOf(request)
  const service = parameters.get('service') || undefined
  if (service !== undefined && !findService(world.services, service)) {
    return notAuthorized(world, now, 403)
  }
  if (request.method === 'POST' && world.forms.has(parameters.get('execution') ?? '')) {
    return logIn(world, request, parameters, service, now)
  }
  const holder = holderOf(world, request, now)
  const signedOn = holder.kind === 'live' && world.setup.ssoEnabled !== false
  const renew = Boolean(parameters.get('renew'))
  // Any value counts, `false` too; an empty one doesn't.
  const gateway = Boolean(parameters.get('gateway'))
  if (signedOn && !renew) {
    if (service === undefined) return welcome(world, now)
    const ticket = grant(world, holder.ticket, request, parameters, service, false, now)
    return redirect(world, now, withTicket(service, ticket))
  }
  const dead = holder.kind === 'ended' ? cookieOf(request, cookieName) : undefined
  const cleared = holder.kind === 'live' ? [] : clearedAtLogin(world, dead)
  if (gateway && service !== undefined) return redirect(world, now, service, cleared)
  return form(world, request, now, 200, cleared)
}

/** A person types a password: tests and the demo may do it without a form. */
export function authenticate(
  world: World,
  request: CasRequest,
  user: string,
  rememberMe: boolean,
  service: string | undefined,
  now: number,
): { readonly ticket: TicketGrantingTicket; readonly cookie: string } {
  const before = holderOf(world, request, now)
  const ticket = renewed(world, before, user, now) ?? create()
  const cookie = world.registry.issueCookie(ticket.id, userAgentOf(request), addressOf(request))
  return { ticket, cookie }

  function create(): TicketGrantingTicket {
    const registered = service === undefined ? undefined : findService(world.services, service)
    return world.registry.create({
      principal: user,
      attributes: { ...world.users[user]?.attributes, username: [user] },
      policy: choosePolicy(world.setup, registered, rememberMe),
      rememberMe,
      delegating: world.setup.rememberMe !== undefined,
      userAgent: userAgentOf(request),
      address: addressOf(request),
      createdAt: now,
    })
  }
}

/** The same user keeps the ticket; another one's replaces it, and no service is told. */
function renewed(
  world: World,
  before: ReturnType<typeof holderOf>,
  user: string,
  now: number,
): TicketGrantingTicket | undefined {
  if (before.kind !== 'live') return undefined
  if (before.ticket.principal !== user) {
    world.registry.remove(before.ticket.id)
    return undefined
  }
  before.ticket.authenticatedAt = now
  return before.ticket
}

function logIn(
  world: World,
  request: CasRequest,
  parameters: URLSearchParams,
  service: string | undefined,
  now: number,
): CasResponse {
  const name = parameters.get('username') ?? ''
  const user = Object.hasOwn(world.users, name) ? world.users[name] : undefined
  if (!user || user.password !== parameters.get('password')) {
    return form(world, request, now, 401, [])
  }
  const asked = world.setup.rememberMe ? parameters.getAll('rememberMe') : []
  const rememberMe = asked.some((value) => value === 'true' || value === 'on')
  const { ticket, cookie } = authenticate(world, request, name, rememberMe, service, now)
  // 7.2 makes the cookie last when the field was posted at all, and its form posts `false` by itself.
  const lasting = world.line === '7.2' ? asked.length > 0 : rememberMe
  const setCookie = ticketGrantingCookie(world, cookie, lasting)
  if (service === undefined) return welcome(world, now, [setCookie])
  const serviceTicket = grant(world, ticket, request, parameters, service, true, now)
  return redirect(world, now, withTicket(service, serviceTicket), [setCookie])
}

function grant(
  world: World,
  ticket: TicketGrantingTicket,
  request: CasRequest,
  parameters: URLSearchParams,
  url: string,
  fromNewLogin: boolean,
  now: number,
): string {
  const requestParameters = [...parameters].filter(([name]) => name !== 'password')
  const requestHeaders = Object.entries(request.headers)
  return world.registry.grant(ticket, { url, requestHeaders, requestParameters }, fromNewLogin, now)
}

function withTicket(service: string, ticket: string): string {
  return `${service}${service.includes('?') ? '&' : '?'}ticket=${ticket}`
}

function welcome(world: World, now: number, headers: readonly Header[] = []): CasResponse {
  const main = '<p>You have signed in to the Central Authentication Service.</p>'
  return flow(world, now, 200, page('Log In Successful', main), [...headers, htmlType])
}

/** 403, and at 7.2's logout 400. */
export function notAuthorized(
  world: World,
  now: number,
  status: number,
  headers: readonly Header[] = [],
): CasResponse {
  const main = '<p>This application is not registered here.</p>'
  const body = page('Application Not Authorized to Use CAS', main)
  return flow(world, now, status, body, [...headers, htmlType])
}

/** A web flow's key; it stays good for as long as the form is on somebody's screen. */
export function openForm(world: World): string {
  const execution = `${world.registry.uuid()}_${world.registry.text(400)}`
  world.forms.add(execution)
  for (const oldest of world.forms) {
    if (world.forms.size <= keptForms) break
    world.forms.delete(oldest)
  }
  return execution
}

function form(
  world: World,
  request: CasRequest,
  now: number,
  status: 200 | 401,
  headers: readonly Header[],
): CasResponse {
  const query = queryOf(request).toString()
  const hidden: Header[] = [
    ['execution', openForm(world)],
    ['_eventId', 'submit'],
    ['geolocation', ''],
  ]
  if (world.line === '7.2') hidden.push(['deviceFingerprint', ''])
  if (world.line === '7.2' && world.setup.rememberMe) hidden.push(['rememberMe', 'false'])
  const main = `${status === 401 ? '<p role="alert">Wrong user name or password.</p>' : ''}
<form method="post" id="fm1" action="login${query === '' ? '' : `?${escapeMarkup(query)}`}">
<label for="username">User name</label>
<input id="username" name="username" autocomplete="username" required>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
${world.setup.rememberMe ? '<label><input type="checkbox" name="rememberMe" id="rememberMe" value="true"> Remember me</label>' : ''}
${hiddenFields(hidden)}
<button name="submitBtn" type="submit">Sign in</button>
</form>`
  return flow(world, now, status, page('Login', main), [...headers, htmlType])
}

export function hiddenFields(fields: readonly Header[]): string {
  return fields
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeMarkup(value)}">`)
    .join('\n')
}

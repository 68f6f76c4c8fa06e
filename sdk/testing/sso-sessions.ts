// `actuator/ssoSessions`: the administrator's list and its deletes, traps included.

import { denied, failure, json, nothingThere } from './answers.js'
import { type CasRequest, type CasResponse, queryOf } from './records.js'
import { serviceObject, sessionRow } from './session-rows.js'
import type { TicketGrantingTicket } from './tickets.js'
import { endSession, liveTicket, type World } from './world.js'

const options = ['ALL', 'PROXIED', 'DIRECT']

/** `rest` is what follows `ssoSessions` in the path: empty, `/TGT-…` or `/users/…`. */
export function ssoSessions(
  world: World,
  request: CasRequest,
  rest: string,
  now: number,
): CasResponse {
  const access = world.setup.ssoSessionsActuator ?? 'open'
  if (access === 'absent') return nothingThere(world, now, request)
  if (access === 'denied') return denied(world, now, request)
  const user = /^\/users\/([^/]+)$/.exec(rest)?.[1]
  const ticketId = /^\/([^/]+)$/.exec(rest)?.[1]
  if (rest !== '' && ticketId === undefined && (user === undefined || world.line === '6.6')) {
    return failure(world, now, request, 404, 'Not Found')
  }
  const allow = ticketId === undefined ? ['GET', 'DELETE', 'HEAD'] : ['DELETE']
  if (!allow.includes(request.method)) {
    return failure(world, now, request, 405, `Method '${request.method}' is not supported.`, [
      ['Allow', allow.join(', ')],
    ])
  }
  const query = queryOf(request)
  const type = query.get('type')
  const username = user === undefined ? query.get('username') : decodeURIComponent(user)
  if (request.method !== 'DELETE') return list(world, request, type, username, query, now)
  if (ticketId !== undefined) {
    return json(world, now, 200, endOne(world, decodeURIComponent(ticketId), now))
  }
  // Case matters here, though it doesn't in the list; a type is ignored when a user is named.
  if (username) {
    const his = world.registry.live(now).filter(({ principal }) => principal === username)
    return json(
      world,
      now,
      200,
      Object.fromEntries(his.map(({ id }) => [id, endOne(world, id, now)])),
    )
  }
  return endAll(world, request, type, now)
}

function list(
  world: World,
  request: CasRequest,
  type: string | null,
  username: string | null,
  query: URLSearchParams,
  now: number,
): CasResponse {
  if (type !== null && !options.includes(type)) return noSuchOption(world, request, type, now)
  const rows = page(world, query, now).filter(
    ({ principal }) => !username || principal.toLowerCase() === username.toLowerCase(),
  )
  const activeSsoSessions = rows.map((ticket) => sessionRow(world, ticket, type, now))
  if (world.line === '7.2') {
    // The total counts what the registry holds: every user's, and expired ones that nothing has removed yet.
    return json(world, now, 200, { totalSsoSessions: world.registry.size, activeSsoSessions })
  }
  return json(world, now, 200, {
    totalUsageCount: rows.reduce((sum, { uses }) => sum + uses, 0),
    activeSsoSessions,
    totalTicketGrantingTickets: rows.length,
    totalTickets: rows.length,
    totalPrincipals: new Set(rows.map(({ principal }) => principal)).size,
    totalProxyGrantingTickets: 0,
  })
}

/** 6.6 pages before it filters; 7.2's in-memory registry ignores paging. */
function page(world: World, query: URLSearchParams, now: number): TicketGrantingTicket[] {
  const live = world.registry.live(now).sort((a, b) => (a.id < b.id ? -1 : 1))
  if (world.line === '7.2') return live
  const from = Number(query.get('from') ?? 0)
  return live.slice(from, from + Number(query.get('count') ?? 1000))
}

function endAll(world: World, request: CasRequest, type: string | null, now: number): CasResponse {
  if (type === '' || (type === null && world.line === '6.6')) {
    return json(world, now, 200, { status: 400 })
  }
  if (type !== null && !options.includes(type)) return noSuchOption(world, request, type, now)
  // PROXIED and DIRECT filter nothing: everybody's session ends.
  for (const { id } of world.registry.live(now)) endOne(world, id, now)
  return json(world, now, 200, { status: 200 })
}

/** The answer for an unknown ticket is the same as for a live one: it doesn't tell whether anything ended. */
function endOne(world: World, id: string, now: number): Record<string, unknown> {
  const ticket = liveTicket(world, id, now)
  const messages = ticket ? endSession(world, ticket, now) : []
  const singleLogoutRequests = messages.map((message) => {
    const granted = ticket?.services.find((one) => one.serviceTicket === message.serviceTicket)
    return {
      ticketId: message.serviceTicket,
      service: ticket && granted && serviceObject(world, ticket, granted, true),
      logoutUrl: message.url,
      logoutType: message.channel === 'back-channel' ? 'BACK_CHANNEL' : 'FRONT_CHANNEL',
      status: message.channel === 'back-channel' ? 'SUCCESS' : 'NOT_ATTEMPTED',
    }
  })
  return { singleLogoutRequests, ticketGrantingTicket: id, status: 200 }
}

function noSuchOption(world: World, request: CasRequest, type: string, now: number): CasResponse {
  const message = `No enum constant org.apereo.cas.web.report.SingleSignOnSessionsEndpoint.SsoSessionReportOptions.${type}`
  return failure(world, now, request, 500, message, [['Connection', 'close']])
}

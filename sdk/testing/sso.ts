// `actuator/sso`: the status of the browser's own session, as stock CAS tells it.

import { answer, denied, failure, json, nothingThere } from './answers.js'
import { type CasRequest, type CasResponse, cookieOf, queryOf } from './records.js'
import { cookieName, holderOfValue, userAgentOf, type World } from './world.js'

export function sso(world: World, request: CasRequest, now: number): CasResponse {
  const access = world.setup.ssoActuator ?? 'open'
  if (access === 'absent') return nothingThere(world, now, request)
  if (access === 'denied') return denied(world, now, request)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return failure(world, now, request, 405, `Method '${request.method}' is not supported.`, [
      ['Allow', 'GET, HEAD'],
    ])
  }
  const query = queryOf(request)
  const asked = query.get('tgc')
  const written = asked === null ? undefined : world.registry.cookie(asked)
  // The value manager throws for a foreign agent, and this endpoint doesn't catch it.
  if (written && world.setup.pinToSession !== false && written.userAgent !== userAgentOf(request)) {
    const message = `Invalid cookie. Required user-agent ${written.userAgent} does not match ${userAgentOf(request)}`
    return failure(world, now, request, 500, message, [['Connection', 'close']])
  }
  const value =
    asked ??
    cookieOf(request, cookieName) ??
    request.headers[cookieName.toLowerCase()] ??
    query.get(cookieName) ??
    undefined
  const holder = holderOfValue(world, value, request, now)
  if (holder.kind !== 'live') return answer(world, now, 400, '', [['Connection', 'close']])
  const { ticket } = holder
  const iso = (at: number): string => new Date(at).toISOString()
  return json(world, now, 200, {
    principal: ticket.principal,
    authenticationDate: iso(ticket.authenticatedAt),
    ticketGrantingTicketCreationTime: iso(ticket.createdAt),
    ...(ticket.previouslyUsedAt !== undefined && {
      ticketGrantingTicketPreviousTimeUsed: iso(ticket.previouslyUsedAt),
    }),
    ticketGrantingTicketLastTimeUsed: iso(ticket.lastUsedAt),
  })
}

// `serviceValidate`: what an application asks CAS after a redirect with a ticket.

import { answer } from './answers.js'
import { type CasRequest, type CasResponse, escapeMarkup, parametersOf } from './records.js'
import { liveTicket, type World } from './world.js'

export function serviceValidate(world: World, request: CasRequest, now: number): CasResponse {
  const parameters = parametersOf(request)
  const service = parameters.get('service')
  const id = parameters.get('ticket')
  if (!service || !id) {
    return refuse('INVALID_REQUEST', "'service' and 'ticket' parameters are both required")
  }
  const serviceTicket = world.registry.redeem(id, now)
  const ticket = serviceTicket && liveTicket(world, serviceTicket.ticketId, now)
  if (!serviceTicket || !ticket) return refuse('INVALID_TICKET', 'Ticket not recognized')
  if (serviceTicket.service !== service) {
    return refuse('INVALID_SERVICE', 'Ticket does not match the supplied service')
  }
  // Validation updates the service ticket and with it its parent, which the in-memory registry keeps.
  world.registry.use(ticket, now)
  const method = world.line === '7.2' ? 'AcceptUsersAuthenticationHandler' : 'Static Credentials'
  const attributes: (readonly [string, readonly string[]])[] = [
    ['credentialType', ['UsernamePasswordCredential']],
    ['clientIpAddress', [ticket.address]],
    ['isFromNewLogin', [String(serviceTicket.fromNewLogin)]],
    ['authenticationDate', [new Date(ticket.authenticatedAt).toISOString()]],
    ['authenticationMethod', [method]],
    ['successfulAuthenticationHandlers', [method]],
    ['userAgent', [ticket.userAgent]],
    ['longTermAuthenticationRequestTokenUsed', [String(ticket.rememberMe)]],
  ]
  const lines = attributes.flatMap(([name, values]) =>
    values.map((value) => `            <cas:${name}>${escapeMarkup(value)}</cas:${name}>`),
  )
  return reply(`    <cas:authenticationSuccess>
        <cas:user>${escapeMarkup(ticket.principal)}</cas:user>
        <cas:attributes>
${lines.join('\n')}
        </cas:attributes>
    </cas:authenticationSuccess>`)

  function refuse(code: string, text: string): CasResponse {
    return reply(
      `    <cas:authenticationFailure code="${code}">${escapeMarkup(text)}</cas:authenticationFailure>`,
    )
  }

  function reply(content: string): CasResponse {
    const xml = `<cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/cas'>\n${content}\n</cas:serviceResponse>\n`
    // As shipped, CAS names no XML type here.
    return answer(world, now, 200, xml, [['Content-Type', 'text/html;charset=UTF-8']])
  }
}

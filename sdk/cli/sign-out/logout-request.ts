// The message by which CAS tells an application that a session is over, and what can be wrong with one.
import { isTicketId } from '../../admin-ticket-id.js'
import { type CasRequest, parametersOf } from '../../testing/records.js'
import { childText, readXml } from './xml.js'

export type LogoutRequest =
  | { readonly valid: true; readonly ticket: string }
  | { readonly valid: false; readonly fault: string }

/** SAML 2.0 core, 3.7.1; CAS sends no more of it than this. */
const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol'

export function readLogoutRequest(xml: string): LogoutRequest {
  const root = readXml(xml)
  if (!root) return fault('its logoutRequest is no well-formed XML')
  if (root.namespaceURI !== protocol || root.localName !== 'LogoutRequest') {
    return fault('its logoutRequest is no SAML 2.0 LogoutRequest')
  }
  const issuedAt = Date.parse(root.getAttribute('IssueInstant') ?? '')
  if (!root.getAttribute('ID') || root.getAttribute('Version') !== '2.0' || !issuedAt) {
    return fault('its LogoutRequest lacks an ID, Version 2.0 or an IssueInstant')
  }
  const ticket = childText(root, protocol, 'SessionIndex')
  return isTicketId(ticket)
    ? { valid: true, ticket }
    : fault('its LogoutRequest has no SessionIndex with a ticket')
}

/** Back-channel: a form that the server posts. */
export function readPosted(request: CasRequest): LogoutRequest {
  if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return fault('it is no form (application/x-www-form-urlencoded)')
  }
  const [xml, ...more] = parametersOf(request).getAll('logoutRequest')
  if (!xml || more.length > 0) return fault('its form has not exactly one logoutRequest')
  return readLogoutRequest(xml)
}

/** Front-channel: the same, deflated (RFC 1950) and in Base64, in an address that a browser loads. */
export async function readInAddress(parameter: string): Promise<LogoutRequest> {
  const xml = await inflated(parameter)
  return xml === undefined
    ? fault('its logoutRequest is not deflated and in Base64')
    : readLogoutRequest(xml)
}

async function inflated(base64: string): Promise<string | undefined> {
  try {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const inflating = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))
    return await new Response(inflating).text()
  } catch {
    return undefined
  }
}

function fault(what: string): LogoutRequest {
  return { valid: false, fault: what }
}

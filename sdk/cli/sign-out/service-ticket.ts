// Service tickets as an application knows them: CAS grants one to a signed-in browser, and validates it once.
import { isTicketId } from '../../admin-ticket-id.js'
import { loginUrl } from '../../urls.js'
import type { Connection } from '../connection.js'
import { plainText } from '../output.js'
import { loginForm, readPage } from '../page.js'
import { Problem } from '../problem.js'
import { childText, readXml } from './xml.js'

const html = { accept: 'text/html', 'accept-language': 'en' }

/** The same site may send us on: to a slash at the end, or to https. */
const mostHops = 5

/** As a browser that comes from the service; what CAS does instead is a `Problem`, and nothing has ended. */
export async function grantTicket({ server, ask }: Connection, service: string): Promise<string> {
  let url = loginUrl(server, service)
  for (let hop = 0; hop < mostHops; hop += 1) {
    const { status, headers, body } = await ask(url, { headers: html })
    const location = headers.get('location')
    if (status < 300 || status >= 400 || !location || !URL.canParse(location, url)) {
      throw notGranted(server, service, status, body)
    }
    const next = new URL(location, url)
    const ticket = next.searchParams.get('ticket')
    if (isTicketId(ticket) && next.href.startsWith(service)) return ticket
    if (next.origin !== new URL(server).origin) break
    url = next.href
  }
  throw new Problem('trouble', `${server} sends a browser elsewhere than to ${service}.`)
}

function notGranted(server: string, service: string, status: number, body: string): Problem {
  if (loginForm(readPage(body))) {
    return new Problem(
      'no-session',
      `The stored session of ${server} has ended: sign in with sso-pulse login.`,
    )
  }
  if (status === 403 || status === 400) {
    return new Problem(
      'service-refused',
      `${server} doesn't know the service ${service}, so it can't tell it of a sign-out: register the serviceId ${pattern(service)} with logoutType BACK_CHANNEL; nothing was ended.`,
    )
  }
  return new Problem(
    'trouble',
    `${server} answered a sign-in for ${service} with ${status}, not with a ticket; nothing was ended.`,
    status >= 500 ? 'server-error' : 'refused',
  )
}

/** For a registered service's `serviceId`. */
function pattern(service: string): string {
  return `^${service.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}([/?#].*)?$`
}

export type Validation =
  | { readonly valid: true; readonly user: string }
  /** `code`: CAS's own, such as `INVALID_TICKET`. */
  | { readonly valid: false; readonly code: string }

/** The XML namespace of the CAS protocol, appendix A. */
const cas = 'http://www.yale.edu/tp/cas'

/** Asks as an application does: without the browser's cookies. It uses the ticket up. */
export async function validate(
  { server, ask }: Connection,
  service: string,
  ticket: string,
): Promise<Validation> {
  const query = new URLSearchParams({ service, ticket })
  const { body } = await ask(`${server}/p3/serviceValidate?${query}`)
  const answer = readXml(body)?.children[0]
  const user = answer && childText(answer, cas, 'user')
  if (answer?.localName === 'authenticationSuccess' && user) return { valid: true, user }
  const code = answer?.getAttribute('code')
  if (answer?.localName === 'authenticationFailure' && code) {
    return { valid: false, code: plainText(code, 40) }
  }
  throw new Problem(
    'trouble',
    `${server}/p3/serviceValidate gave no answer of the CAS protocol: is it open to this machine?`,
    'wrong-shape',
  )
}

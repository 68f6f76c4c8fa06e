// One sentence of advice for each kind of trouble: what it means and what to do, for the person at the keyboard of the caller.
import type { TroubleKind } from './errors.js'

const sentences: { readonly [K in TroubleKind]: string } = {
  offline: 'This machine has no network: connect it, and the session is looked at again at once.',
  unreachable: 'Nobody answered at this address: check the address, the VPN and whether CAS runs.',
  'timed-out': 'CAS took too long to answer: try again, or give it more time with timeoutMs.',
  'cors-blocked':
    'The server answered, but the browser withheld the answer: allow this origin with credentials in cas.http-web-request.cors, or give the extension its host permission.',
  refused:
    'CAS refused (401, 403 or 409): open the endpoint for browsers as docs/endpoint.md shows; a throttled session is never renewed.',
  missing:
    'There is no such endpoint at this address (404): install the CAS module, or name the path of your own endpoint.',
  limited: 'The server asks for fewer requests (429): the next look waits as long as it says.',
  'server-error':
    'CAS could not tell because of a fault of its own (5xx): look into its log; the session may well be alive.',
  'login-page':
    'The answer was a redirect, as to a login page: let the endpoint be reached without one, or correct the address.',
  'not-json':
    'The answer was no JSON, as a login or error page is: correct the address, or choose the source that this server has.',
  'wrong-shape':
    'The answer was JSON of another shape than expected: choose the source that this server has.',
  'too-large':
    'The answer was longer than a status ever is: correct the address, or raise maxBytes.',
  'cookie-withheld':
    'CAS got no cookie from this page, which proves nothing across sites: serve the app from the site of CAS, or ask by a gateway login.',
}

/** @example advice('refused') */
export function advice(kind: TroubleKind): string {
  return sentences[kind]
}

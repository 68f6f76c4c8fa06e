// Understands what people paste: any address of a CAS server, reduced to its prefix. Pure.

export type AddressFault =
  | 'empty'
  | 'no-address'
  | 'scheme'
  | 'public-http'
  | 'user-info'
  | 'too-long'

export type CasAddress =
  | { readonly ok: true; readonly prefix: string }
  | { readonly ok: false; readonly fault: AddressFault }

const longestAddress = 2000

/** CAS's own pages and endpoints: what comes before them is the prefix. */
const casPage =
  /\/(login|logout|isloggedin|account|validate|serviceValidate|proxyValidate|proxy|p3|samlValidate|actuator|oidc|oauth2\.0|idp|v1|clientredirect|status)([/;].*)?$/i

/** @example parseCasAddress('sso.example.org/cas/login?service=…') // prefix https://sso.example.org/cas */
export function parseCasAddress(pasted: string): CasAddress {
  const typed = pasted.trim()
  if (!typed) return { ok: false, fault: 'empty' }
  const url = urlOf(typed)
  if (!url) return { ok: false, fault: 'no-address' }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { ok: false, fault: 'scheme' }
  if (url.username || url.password) return { ok: false, fault: 'user-info' }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return { ok: false, fault: 'public-http' }
  }
  const path = url.pathname.replace(casPage, '').replace(/\/+$/, '')
  if (path.length > longestAddress) return { ok: false, fault: 'too-long' }
  return { ok: true, prefix: url.origin + path }
}

/** People leave the scheme out. */
function urlOf(typed: string): URL | undefined {
  const hasScheme = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(typed)
  try {
    const url = new URL(hasScheme ? typed : `https://${typed}`)
    const isHost = url.hostname.includes('.') || isLoopback(url.hostname) || hasScheme
    return isHost && !/\s/.test(typed) ? url : undefined
  } catch {
    return undefined
  }
}

/** Names that never leave this machine (RFC 6761, 6.3). */
function isLoopback(hostname: string): boolean {
  return /^(127(\.\d+){3}|\[::1\]|([a-z\d-]+\.)*localhost)$/i.test(hostname)
}

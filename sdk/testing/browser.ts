// A browser as far as CAS sees one: a `fetch`, a cookie jar, a User-Agent, a network address and, for a page, an origin.

import type { Clock } from './clock.js'
import { Jar } from './jar.js'
import type { CasRequest, CasResponse, Outcome } from './records.js'

export interface BrowserOptions {
  /** Default `in-memory`. CAS pins the cookie to it. */
  readonly userAgent?: string
  /** Default `127.0.0.1`. CAS pins the cookie to it. */
  readonly address?: string
  /** The origin of the page that calls `fetch`: cookies, CORS and redirects are then as a page there has them. Default: no page, as in Node or an extension. */
  readonly origin?: string
  /** Whether a page of another site sends this CAS's cookies when it asks for that. Default `sent`: browsers differ. */
  readonly thirdPartyCookies?: 'sent' | 'withheld'
}

export interface Browser {
  readonly userAgent: string
  readonly address: string
  /** Reaches this CAS; another host is never asked: it answers 200 with nothing. */
  readonly fetch: typeof fetch
  /** Goes to an address of this CAS as a tab does: no page asks, and the cookies go along. */
  open(url: string): Promise<Response>
  /** The network changes: from now on requests come from this address. */
  moveTo(address: string): void
  /** The `Cookie` header that a request to a URL of this CAS would carry. */
  cookieHeader(url: string): string
  setCookie(name: string, value: string, path?: string): void
  clearCookies(): void
}

/** What is browsed. */
export interface Website {
  readonly url: string
  readonly clock: Clock
  respond(request: CasRequest, signal?: AbortSignal): Promise<Outcome>
}

interface Page {
  readonly origin: string
  readonly crossOrigin: boolean
  /** What the browser says in `Sec-Fetch-Site`. */
  readonly site: 'same-origin' | 'same-site' | 'cross-site'
}

const mostRedirects = 20
/** https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name */
const readableAcrossOrigins = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
]

export function createBrowser(cas: Website, options: BrowserOptions = {}): Browser {
  const { userAgent = 'in-memory' } = options
  let { address = '127.0.0.1' } = options
  const jar = new Jar()

  async function browse(request: Request, origin?: string): Promise<Response> {
    const page = pageOf(origin, request.url)
    const credentials = mayCarryCookies(request, page, options)
    const headers: Record<string, string> = { 'user-agent': userAgent }
    // Not every test environment's Headers tells names in lower case.
    for (const [name, value] of request.headers) headers[name.toLowerCase()] = value
    if (page?.crossOrigin || (page && request.method !== 'GET' && request.method !== 'HEAD')) {
      headers.origin = page.origin
    }
    if (page) headers['sec-fetch-site'] = page.site
    headers.accept ??= '*/*'
    let { method } = request
    let body = await request.text()
    if (page?.crossOrigin) await preflight(request, page)

    let url = new URL(request.url)
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
      if (url.origin !== new URL(cas.url).origin) return beyond(request, url, hop > 0, page)
      const response = await send(method, url, headers, body, credentials, request.signal)
      const location = response.headers.find(([name]) => name === 'Location')?.[1]
      const redirects = response.status >= 300 && response.status < 400 && location !== undefined
      if (page?.crossOrigin && request.mode === 'no-cors' && !redirects) {
        return disguised('opaque', url)
      }
      if (page?.crossOrigin && request.mode !== 'no-cors') allowedToRead(response, page, request)
      if (!redirects) return shown(readable(response, page), url, hop > 0)
      if (request.redirect === 'error') throw new TypeError('Failed to fetch')
      if (request.redirect === 'manual') {
        return page ? disguised('opaqueredirect', url) : shown(response, url, hop > 0)
      }
      url = new URL(location, url)
      if (response.status !== 307 && response.status !== 308) {
        method = method === 'HEAD' ? 'HEAD' : 'GET'
        body = ''
      }
    }
    throw new TypeError('Failed to fetch')
  }

  async function send(
    method: string,
    url: URL,
    headers: Readonly<Record<string, string>>,
    body: string,
    credentials: boolean,
    signal: AbortSignal,
  ): Promise<CasResponse> {
    signal.throwIfAborted()
    const cookie = credentials ? jar.header(url.pathname, cas.clock.now()) : ''
    const { cookie: _, ...others } = headers
    const outcome = await Promise.race([
      cas.respond(
        {
          method,
          target: url.pathname + url.search,
          headers: { host: url.host, ...others, ...(cookie !== '' && { cookie }) },
          body,
          address,
        },
        signal,
      ),
      aborted(signal),
    ])
    if (outcome.kind === 'reset') throw new TypeError('Failed to fetch')
    if (credentials) jar.store(outcome.response.headers, url.pathname, cas.clock.now())
    return outcome.response
  }

  /** https://fetch.spec.whatwg.org/#cors-preflight-fetch, without its cache. */
  async function preflight(request: Request, page: Page): Promise<void> {
    const unusual = unusualHeaders(request)
    const usualMethod = ['GET', 'HEAD', 'POST'].includes(request.method)
    if (request.mode === 'no-cors' || (usualMethod && unusual.length === 0)) return
    const asked: Record<string, string> = {
      origin: page.origin,
      'access-control-request-method': request.method,
      'sec-fetch-site': page.site,
      ...(unusual.length > 0 && { 'access-control-request-headers': unusual.join(',') }),
    }
    const response = await send('OPTIONS', new URL(request.url), asked, '', false, request.signal)
    if (response.status !== 200) throw new TypeError('Failed to fetch')
    allowedToRead(response, page, request)
  }

  return {
    userAgent,
    get address() {
      return address
    },
    fetch: async (input, init) => browse(new Request(input, init), options.origin),
    open: (url) => browse(new Request(url)),
    moveTo(to) {
      address = to
    },
    cookieHeader: (url) => jar.header(new URL(url).pathname, cas.clock.now()),
    setCookie: (name, value, path = '/') => jar.set({ name, value, path }),
    clearCookies: () => jar.clear(),
  }
}

const elsewhere: CasResponse = { status: 200, headers: [], body: '' }

/** Another host: it grants no page anything, as hosts do that were never told to. */
function beyond(request: Request, url: URL, redirected: boolean, page: Page | undefined): Response {
  const own = page === undefined || (url.origin === page.origin && !redirected)
  if (own) return shown(elsewhere, url, redirected)
  if (request.mode === 'no-cors') return disguised('opaque', url)
  throw new TypeError('Failed to fetch')
}

function pageOf(origin: string | undefined, url: string): Page | undefined {
  if (origin === undefined) return undefined
  const crossOrigin = new URL(url).origin !== origin
  const otherOrigin = siteOf(origin) === siteOf(url) ? 'same-site' : 'cross-site'
  return { origin, crossOrigin, site: crossOrigin ? otherOrigin : 'same-origin' }
}

/** Scheme and the last two labels of a name: enough for pretended hosts. A browser asks its public suffix list. */
function siteOf(url: string): string {
  const { protocol, hostname } = new URL(url)
  const isAddress = /^[\d.]+$|^\[/.test(hostname)
  return `${protocol}//${isAddress ? hostname : hostname.split('.').slice(-2).join('.')}`
}

function mayCarryCookies(
  request: Request,
  page: Page | undefined,
  { thirdPartyCookies = 'sent' }: BrowserOptions,
): boolean {
  switch (request.credentials) {
    case 'omit':
      return false
    case 'include':
      return page?.site !== 'cross-site' || thirdPartyCookies === 'sent'
    case 'same-origin':
      return !page?.crossOrigin
    default:
      return request.credentials satisfies never
  }
}

function unusualHeaders(request: Request): string[] {
  const usual = ['accept', 'accept-language', 'content-language']
  return [...request.headers]
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name, value]) => {
      if (name !== 'content-type') return !usual.includes(name)
      const type = value.split(';', 1)[0] ?? ''
      return !['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'].includes(
        type,
      )
    })
    .map(([name]) => name)
}

function allowedToRead(response: CasResponse, page: Page, request: Request): void {
  const value = (wanted: string): string | undefined =>
    response.headers.find(([name]) => name.toLowerCase() === wanted)?.[1]
  const allowed = value('access-control-allow-origin') === page.origin
  const credentialed = request.credentials === 'include'
  if (allowed && (!credentialed || value('access-control-allow-credentials') === 'true')) return
  throw new TypeError('Failed to fetch')
}

function readable(response: CasResponse, page: Page | undefined): CasResponse {
  if (!page?.crossOrigin) return response
  const headers = response.headers.filter(([name]) =>
    readableAcrossOrigins.includes(name.toLowerCase()),
  )
  return { ...response, headers }
}

function shown(response: CasResponse, url: URL, redirected: boolean): Response {
  const headers = new Headers()
  for (const [name, value] of response.headers) {
    // No script of a page sees a Set-Cookie, and a connection isn't its business.
    if (!['set-cookie', 'connection'].includes(name.toLowerCase())) headers.append(name, value)
  }
  // Bytes, since a text would bring a Content-Type of its own.
  const body = response.body === '' ? null : new TextEncoder().encode(response.body)
  const made = new Response(body, { status: response.status, headers })
  return Object.defineProperties(made, {
    url: { value: url.href },
    redirected: { value: redirected },
  })
}

/** A response that a page may not look into; the constructor can't make one. */
function disguised(type: 'opaque' | 'opaqueredirect', url: URL): Response {
  return Object.defineProperties(new Response(null), {
    type: { value: type },
    status: { value: 0 },
    ok: { value: false },
    url: { value: type === 'opaque' ? '' : url.href },
  })
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

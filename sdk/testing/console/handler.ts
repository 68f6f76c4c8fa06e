// The console of an in-memory CAS as a function from one request to one response: its page, its state, its orders.

import type { InMemoryCas } from '../cas.js'
import { type CasRequest, type CasResponse, type Header, pathOf } from '../records.js'
import { StandingFailures } from './failures.js'
import {
  readClockOrder,
  readEndOrder,
  readFailureOrder,
  readPolicy,
  readSettings,
} from './orders.js'
import style from './page.css?raw'
import page from './page.html?raw'
import script from './page.js?raw'
import { stateOf } from './state.js'

export interface ConsoleHandler {
  /** For a listener of your own. Nothing but CAS and its clock is changed by it. */
  respond(request: CasRequest): CasResponse
}

type Orders = Readonly<Record<string, (json: unknown) => void>>

const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
  '/': ['text/html', page],
  '/console.css': ['text/css', style],
  '/console.js': ['text/javascript', script],
}

export function consoleOf(cas: InMemoryCas): ConsoleHandler {
  const failures = new StandingFailures(cas)
  const orders = ordersOf(cas, failures)
  const state = () => stateOf(cas, failures.names)
  return {
    respond(request) {
      const path = pathOf(request)
      const refusal = refuse(request)
      if (refusal !== undefined) return json(403, { error: refusal })
      const order = Object.hasOwn(orders, path) ? orders[path] : undefined
      if (order) return post(request, order, state)
      if (path === '/state') return read(request, () => json(200, state()))
      const file = Object.hasOwn(files, path) ? files[path] : undefined
      if (file) return read(request, () => answer(200, `${file[0]}; charset=utf-8`, file[1]))
      return json(404, { error: `The console has no ${path}.` })
    },
  }
}

function ordersOf(cas: InMemoryCas, failures: StandingFailures): Orders {
  return {
    '/clock'(json) {
      const order = readClockOrder(json)
      cas.clock.advance('to' in order ? untilNextLimit(cas) : order.advanceSeconds * 1000)
    },
    '/policy': (json) => cas.configure({ policy: readPolicy(json) }),
    '/settings': (json) => cas.configure(readSettings(json)),
    '/failures'(json) {
      const { name, on, everywhere } = readFailureOrder(json)
      if (on) failures.put(name, everywhere)
      else failures.remove(name)
    },
    '/sessions/end'(json) {
      const order = readEndOrder(json)
      cas.endSession('everybody' in order ? {} : order)
    },
    '/sessions/clean': () => cas.clean(),
    '/restart': () => cas.restart(),
  }
}

/** One millisecond past it: at its very limit a ticket is still valid. */
function untilNextLimit(cas: InMemoryCas): number {
  const limit = cas.nextLimitAt()
  if (limit === undefined) throw new TypeError('No live session has a limit: sign in first.')
  return limit + 1 - cas.clock.now()
}

/**
 * Why a request isn't listened to. Any page may send one to a loopback port, by a form or by a name of its own that
 * leads here (DNS rebinding); the browser says by `Host` and `Origin` what it was.
 */
function refuse({ method, headers }: CasRequest): string | undefined {
  const { host = '', origin = `http://${host}`, 'sec-fetch-site': site = 'same-origin' } = headers
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)) {
    return 'The console answers at a loopback address only.'
  }
  const ownPage = origin === `http://${host}` && ['same-origin', 'none'].includes(site)
  if (method === 'POST' && !ownPage) return 'The console takes no order from another page.'
  return undefined
}

function post(request: CasRequest, order: (json: unknown) => void, state: () => unknown) {
  if (request.method !== 'POST') return notAllowed('POST')
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    return json(415, { error: 'An order is application/json.' })
  }
  try {
    order(parse(request.body))
    return json(200, state())
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return json(400, { error: error.message })
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new TypeError('The body is no JSON.')
  }
}

function read({ method }: CasRequest, make: () => CasResponse): CasResponse {
  return method === 'GET' || method === 'HEAD' ? make() : notAllowed('GET')
}

function notAllowed(method: string): CasResponse {
  return json(405, { error: `This takes ${method} only.` }, [['Allow', method]])
}

function json(status: number, value: unknown, headers: readonly Header[] = []): CasResponse {
  return answer(status, 'application/json', JSON.stringify(value), headers)
}

function answer(
  status: number,
  type: string,
  body: string,
  headers: readonly Header[] = [],
): CasResponse {
  return { status, body, headers: [['Content-Type', type], ...protection, ...headers] }
}

const protection: readonly Header[] = [
  ['Cache-Control', 'no-store'],
  [
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none';" +
      " form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  ],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
]

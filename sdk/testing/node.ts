// Puts the in-memory CAS on a port of this machine (Node): real HTTP for real browsers, and single-logout messages that are really sent.

import { request as sendRequest } from 'node:http'
import type { InMemoryCas } from './cas.js'
import { consoleOf } from './console/handler.js'
import { type Respond, type Served, serve } from './http-server.js'
import type { CasRequest, Outcome } from './records.js'
import { backChannelBody, type LogoutMessage } from './single-logout.js'

export type { FailureName } from './console/failures.js'
export { type ConsoleHandler, consoleOf } from './console/handler.js'
export type { ConsoleState, MessageRow, RequestRow, SessionRow } from './console/state.js'
export * from './index.js'

export interface ListenOptions {
  /** Default 0: any free port. */
  readonly port?: number
  /** A loopback host; default `127.0.0.1`. */
  readonly host?: '127.0.0.1' | 'localhost' | '::1'
}

export interface Listener {
  /** CAS's prefix, such as `http://127.0.0.1:41234/cas`; the console's address. */
  readonly url: string
  readonly port: number
  /** Breaks open connections and frees the port. */
  close(): Promise<void>
}

/** Rejects with Node's error when the port is taken, and with a RangeError for a host that isn't loopback. */
export async function listen(cas: InMemoryCas, options: ListenOptions = {}): Promise<Listener> {
  const { origin, port, close } = await serveLoopback((request) => cas.respond(request), options)
  cas.moveTo(origin + new URL(cas.url).pathname)
  const stopDelivering = cas.onMessage(post)
  return {
    url: cas.url,
    port,
    close() {
      stopDelivering()
      return close()
    },
  }
}

/**
 * The console of a CAS, on a port of its own: nothing of it is below CAS's path, in CAS's log or within reach of its
 * cookies. Rejects as `listen` does.
 */
export async function listenConsole(
  cas: InMemoryCas,
  options: ListenOptions = {},
): Promise<Listener> {
  const { respond } = consoleOf(cas)
  const answer = async (request: CasRequest): Promise<Outcome> => ({
    kind: 'response',
    response: respond(request),
  })
  const { origin, port, close } = await serveLoopback(answer, options)
  return { url: `${origin}/`, port, close }
}

async function serveLoopback(respond: Respond, options: ListenOptions): Promise<Served> {
  const { port = 0, host = '127.0.0.1' } = options
  if (!isLoopback(host)) throw new RangeError('The in-memory CAS listens on loopback hosts only.')
  return serve(respond, { port, host })
}

/** Only to this machine: a test's session must never knock at a real application. */
function post(message: LogoutMessage): void {
  const url = new URL(message.url)
  if (message.channel !== 'back-channel' || url.protocol !== 'http:' || !isLoopback(url.hostname)) {
    return
  }
  const headers = { host: url.host, 'content-type': 'application/x-www-form-urlencoded' }
  // Not every resolver knows that `*.localhost` is this machine (RFC 6761, 6.3).
  const hostname = url.hostname.endsWith('.localhost') ? '127.0.0.1' : url.hostname
  const target = {
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port: url.port,
    path: url.pathname + url.search,
  }
  const sending = sendRequest({ ...target, method: 'POST', headers, agent: false }, (response) => {
    response.resume()
  })
  // As in CAS, an application that isn't there changes nothing.
  sending.on('error', () => undefined)
  sending.end(backChannelBody(message))
}

function isLoopback(host: string): boolean {
  return ['127.0.0.1', 'localhost', '::1', '[::1]'].includes(host) || host.endsWith('.localhost')
}

// Puts the in-memory CAS on a port of this machine (Node): real HTTP for real browsers, and single-logout messages that are really sent.

import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
  request as sendRequest,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import type { InMemoryCas } from './cas.js'
import type { CasRequest } from './records.js'
import { backChannelBody, type LogoutMessage } from './single-logout.js'

export * from './index.js'

export interface ListenOptions {
  /** Default 0: any free port. */
  readonly port?: number
  /** A loopback host; default `127.0.0.1`. */
  readonly host?: '127.0.0.1' | 'localhost' | '::1'
}

export interface Listener {
  /** The server's prefix, such as `http://127.0.0.1:41234/cas`. */
  readonly url: string
  readonly port: number
  /** Breaks open connections and frees the port. */
  close(): Promise<void>
}

const largestBodyBytes = 1_000_000

/** Rejects with Node's error when the port is taken, and with a RangeError for a host that isn't loopback. */
export async function listen(cas: InMemoryCas, options: ListenOptions = {}): Promise<Listener> {
  const { port = 0, host = '127.0.0.1' } = options
  if (!isLoopback(host)) throw new RangeError('The in-memory CAS listens on loopback hosts only.')
  const server = createServer((incoming, outgoing) => {
    answer(cas, incoming, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const bound = (server.address() as AddressInfo).port
  const name = host.includes(':') ? `[${host}]` : host
  cas.moveTo(`http://${name}:${bound}${new URL(cas.url).pathname}`)
  const stopDelivering = cas.onMessage(post)
  return {
    url: cas.url,
    port: bound,
    close() {
      stopDelivering()
      return new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

async function answer(
  cas: InMemoryCas,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const outcome = await cas.respond(await record(incoming))
  if (outcome.kind === 'reset') {
    incoming.socket.destroy()
    return
  }
  const { status, headers, body } = outcome.response
  outgoing.sendDate = false
  const length = ['Content-Length', String(Buffer.byteLength(body))]
  const lines = incoming.method === 'HEAD' ? headers : [...headers, length]
  outgoing.writeHead(status, lines.flat())
  outgoing.end(incoming.method === 'HEAD' ? undefined : body)
}

async function record(incoming: IncomingMessage): Promise<CasRequest> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largestBodyBytes) throw new RangeError('The body is too large.')
    chunks.push(chunk)
  }
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return {
    method: incoming.method ?? 'GET',
    target: incoming.url ?? '/',
    headers,
    body: Buffer.concat(chunks).toString(),
    address: incoming.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '',
  }
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

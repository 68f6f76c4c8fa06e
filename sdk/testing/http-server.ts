// HTTP on a port of this machine (Node): request records in, response records out.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CasRequest, Outcome } from './records.js'

const largestBodyBytes = 1_000_000

export type Respond = (request: CasRequest) => Promise<Outcome>

export interface Served {
  readonly origin: string
  readonly port: number
  close(): Promise<void>
}

/** Rejects with Node's error when the port is taken. */
export async function serve(
  respond: Respond,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<Served> {
  const server = createServer((incoming, outgoing) => {
    answer(respond, incoming, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const bound = (server.address() as AddressInfo).port
  const name = host.includes(':') ? `[${host}]` : host
  return {
    origin: `http://${name}:${bound}`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  respond: Respond,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const outcome = await respond(await record(incoming))
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

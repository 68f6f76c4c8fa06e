// An application on a loopback port that CAS can redirect to and tell about single logout.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Application {
  /** A service URL of this application: `app`, `front`, `short` or `quiet`, as they are registered. */
  service(name: 'app' | 'front' | 'short' | 'quiet'): string
  /** Everything that was POSTed here so far. */
  readonly messages: readonly Message[]
  /** Waits for messages to arrive, up to 5 s; returns what is there then. */
  received(count: number): Promise<readonly Message[]>
  close(): Promise<void>
}

export interface Message {
  readonly path: string
  readonly contentType: string | undefined
  readonly body: string
  /** The SAML LogoutRequest in it; empty when there is none. */
  readonly logoutRequest: string
}

export async function startApplication(): Promise<Application> {
  const messages: Message[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      if (request.method === 'POST') {
        messages.push({
          path: request.url ?? '',
          contentType: request.headers['content-type'],
          body,
          logoutRequest: new URLSearchParams(body).get('logoutRequest') ?? '',
        })
      }
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    service: (name) => `http://127.0.0.1:${port}/${name}`,
    messages,
    async received(count) {
      for (let waited = 0; waited < 5000 && messages.length < count; waited += 50) {
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      return messages
    },
    close() {
      return new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

// The demo application: one page that watches the session with the built SDK, served on loopback.
import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { posix } from 'node:path'
import type { InMemorySetup } from '../../sdk/testing/node.js'

export interface DemoApp {
  /** The address of the page, which is also the service that CAS grants tickets for. */
  readonly url: string
  close(): Promise<void>
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
}

/** `casUrl` is asked at each request: the CAS may start later than its application. */
export async function startDemoApp(port: number, casUrl: () => string): Promise<DemoApp> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://demo.invalid')
    // What CAS posts here is a single-logout message; this application keeps no session that could end.
    request.resume()
    if (pathname === '/app') return sendFile(response, 'scripts/demo/app.html')
    if (pathname === '/settings.json')
      return send(response, 'json', JSON.stringify({ cas: casUrl() }))
    if (/^\/sdk\/[\w/.-]+\.js$/.test(pathname))
      return sendFile(response, posix.join('dist', pathname))
    response.writeHead(404).end()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/app`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Everything that the demo shows is switched on: the page may ask, and stay signed in. */
export function demoSetup({ url }: DemoApp): InMemorySetup {
  return {
    corsOrigins: [new URL(url).origin],
    touch: true,
    rememberMe: { timeToKillSeconds: 14 * 24 * 3600 },
  }
}

function sendFile(response: ServerResponse, path: string): void {
  readFile(path, 'utf8').then(
    (text) => send(response, posix.extname(path).slice(1), text),
    () => response.writeHead(404).end(),
  )
}

function send(response: ServerResponse, kind: string, text: string): void {
  response.writeHead(200, { 'content-type': types[kind], 'cache-control': 'no-store' }).end(text)
}

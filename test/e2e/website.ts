// A website on loopback beside an in-memory CAS that it may ask: the stage for pages that use the built package.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { createCas, type InMemoryCas, listen } from '../../sdk/testing/node.js'

export interface Website {
  readonly url: string
  readonly cas: InMemoryCas
  close(): Promise<void>
}

export interface Content {
  /** The file at a path such as `/app.js`; the page itself lies at `/`. */
  file(path: string, cas: InMemoryCas): string | Uint8Array | undefined
  /** Sent with every file. */
  headers?(cas: InMemoryCas): Readonly<Record<string, string>>
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}

export async function startWebsite({ file, headers }: Content): Promise<Website> {
  const cas = createCas()
  const listener = await listen(cas)
  const server = createServer((request, response) => {
    // CAS posts its logout messages to services: this website keeps no session that could end.
    request.resume()
    const { pathname } = new URL(request.url ?? '/', 'http://website.invalid')
    const body = request.method === 'GET' ? file(pathname, cas) : undefined
    if (body === undefined) return response.writeHead(404).end()
    const type = types[extname(pathname) || '.html']
    return response.writeHead(200, { ...headers?.(cas), 'content-type': type }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  cas.configure({ corsOrigins: [url] })
  return {
    url,
    cas,
    async close() {
      await listener.close()
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
    },
  }
}

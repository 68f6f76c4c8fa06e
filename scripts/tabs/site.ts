// Serves the pages under test on loopback: each watches a session in another way.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { build, type Rolldown } from 'vite'

/** How a page watches; each is an entry of `pages/`. */
export const watchers = ['sso-pulse', 'hand-written', 'tanstack-query'] as const
export type Watcher = (typeof watchers)[number]

export interface Site {
  readonly origin: string
  close(): Promise<void>
}

/** A page on which nothing runs, and that CAS grants tickets for. */
export const blankPath = '/app'

export async function startSite(): Promise<Site> {
  const scripts = await buildPages()
  const pages = new Map(watchers.map((name) => [`/${name}`, pageOf(name)]))
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site.invalid')
    const script = scripts.get(pathname)
    const type = script === undefined ? 'text/html; charset=utf-8' : 'text/javascript'
    const text = script ?? pages.get(pathname) ?? '<!doctype html><title>Nothing</title>'
    // Not `no-store`: that would cost the page the back/forward cache.
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(text)
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(0, '127.0.0.1', done)
  })
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function pageOf(name: Watcher): string {
  return `<!doctype html><title>${name}</title><script type="module" src="/${name}.js"></script>`
}

let built: Promise<ReadonlyMap<string, string>> | undefined

/** The code of each script by its path; the SDK is the built one. */
function buildPages(): Promise<ReadonlyMap<string, string>> {
  built ??= bundle()
  return built
}

async function bundle(): Promise<ReadonlyMap<string, string>> {
  const output = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve: { alias: [{ find: /^sso-pulse$/, replacement: resolve('dist/sdk/index.js') }] },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: Object.fromEntries(
          watchers.map((name) => [name, resolve(`scripts/tabs/pages/${name}.ts`)]),
        ),
        output: { entryFileNames: '[name].js', chunkFileNames: 'shared/[name].js' },
      },
    },
  })
  const files = ([output].flat() as Rolldown.RolldownOutput[]).flatMap((each) => each.output)
  return new Map(
    files.flatMap((file) =>
      file.type === 'chunk' ? [[`/${file.fileName}`, file.code] as const] : [],
    ),
  )
}

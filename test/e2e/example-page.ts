// An application of one page for a browser: its script is built from examples of the documentation.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'
import { alias } from '../../vite.config.js'
import { markdownExamples } from '../docs/markdown-examples.js'

export interface ExamplePage {
  /** A registered service of the in-memory CAS. */
  readonly url: string
  close(): Promise<void>
}

export interface ExamplePageOptions {
  /** Takes the place of the address in the examples. */
  readonly cas: string
  /** What the page runs; what it prints by `console.log` is its text. */
  readonly script: string
  /** `127.0.0.1` is the site of a CAS there, `localhost` another one. */
  readonly host?: '127.0.0.1' | 'localhost'
  readonly policy?: string
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const html =
  '<!doctype html><meta charset="utf-8"><title>App</title><script type="module" src="/script.js"></script>'
const printer = `console.log = (line) => {
  document.body.append(Object.assign(document.createElement('p'), { textContent: line }))
}`

export async function serveExample(options: ExamplePageOptions): Promise<ExamplePage> {
  const { host = '127.0.0.1', policy } = options
  const script = await bundle(options)
  const server = createServer(({ url = '' }, response) => {
    const isScript = url === '/script.js'
    const type = isScript ? 'text/javascript' : 'text/html; charset=utf-8'
    if (policy !== undefined) response.setHeader('content-security-policy', policy)
    response.setHeader('content-type', type).end(isScript ? script : html)
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/app`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function bundle({ cas, script }: ExamplePageOptions): Promise<string> {
  const modules: Readonly<Record<string, string>> = {
    'printer.js': printer,
    // It has to print before the examples do.
    'main.js': `import 'printer.js'\n${script}`,
  }
  const page: Plugin = {
    name: 'example-page',
    enforce: 'pre',
    resolveId: (id) => (Object.hasOwn(modules, id) ? `\0${id}` : undefined),
    load: (id) => modules[id.slice(1)],
    transform: (code) => code.replaceAll('https://sso.example.org/cas', cas),
  }
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve: { alias },
    plugins: [page, markdownExamples(root)],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: 'main.js' },
    },
  })
  const [output] = [built].flat()
  if (!output || !('output' in output)) throw new Error('Vite watched where it was to build.')
  return output.output[0].code
}

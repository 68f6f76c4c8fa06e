// A terminal of a test's own: the command line runs in it as a function, against an in-memory CAS and its clock.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCas, type InMemoryCas } from 'sso-pulse/testing'
import { listen, listenConsole } from 'sso-pulse/testing/node'
import { afterEach } from 'vitest'
import { networkTo } from '../../sdk/cli/in-memory-network.js'
import { files } from '../../sdk/cli/node-shell.js'
import { run } from '../../sdk/cli/program.js'
import type { Shell } from '../../sdk/cli/shell.js'
import type { Respond } from '../../sdk/testing/http-server.js'
import { backChannelBody, type LogoutMessage } from '../../sdk/testing/single-logout.js'

export { networkTo }

export interface TerminalOptions {
  readonly cas?: InMemoryCas
  readonly env?: Shell['env']
  /** Standard output and standard error are a terminal. */
  readonly isTerminal?: boolean
  /** What the person types, question by question; default: nobody is there. */
  readonly typed?: readonly string[]
  /** In place of the disk's. */
  readonly files?: Shell['files']
  /** What standard input holds. */
  readonly input?: string
  /** In place of the network behind it. */
  readonly fetch?: typeof fetch
}

export interface Terminal {
  readonly cas: InMemoryCas
  /** A folder of the test's own. */
  readonly folder: string
  readonly shell: Shell
  run(...args: readonly string[]): Promise<Ran>
  /** Ctrl-C. */
  interrupt(): void
}

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  /** The one JSON document of standard output. */
  json(): Record<string, unknown>
}

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

export function openTerminal(options: TerminalOptions = {}): Terminal {
  const { cas = createCas({ url: 'https://sso.example.org/cas' }), isTerminal = false } = options
  const folder = mkdtempSync(join(tmpdir(), 'sso-pulse-cli-'))
  folders.push(folder)
  const interruption = new AbortController()
  const typed = [...(options.typed ?? [])]
  const written = { out: '', err: '' }
  const screen = (name: keyof typeof written) => ({
    isTerminal,
    write(text: string) {
      written[name] += text
    },
  })
  const shell: Shell = {
    fetch: options.fetch ?? networkTo(cas),
    clock: cas.clock,
    env: options.env ?? {},
    files: options.files ?? files,
    serve: async (respond, { port, host }) => {
      const stop = cas.onMessage((message) => deliver(message, respond))
      return {
        origin: `http://${host}:${port || 8123}`,
        port: port || 8123,
        close: async () => stop(),
      }
    },
    listen,
    listenConsole,
    input: async () => options.input ?? '',
    out: screen('out'),
    err: screen('err'),
    stateFolder: folder,
    interruption: interruption.signal,
    ...(options.typed && {
      async prompt(question: string) {
        written.err += question
        return typed.shift() ?? ''
      },
    }),
  }
  return {
    cas,
    folder,
    shell,
    interrupt: () => interruption.abort(),
    async run(...args) {
      written.out = ''
      written.err = ''
      const code = await run(args, shell)
      const { out, err } = written
      return { code, out, err, json: () => JSON.parse(out) }
    },
  }
}

/** As `listen` posts them, but on no wire. */
function deliver(message: LogoutMessage, respond: Respond): void {
  if (message.channel !== 'back-channel') return
  const { host, pathname, search } = new URL(message.url)
  void respond({
    method: 'POST',
    target: pathname + search,
    headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
    body: backChannelBody(message),
    address: '127.0.0.1',
  })
}

// Plays the `sh` blocks of a page, line by line, in one terminal against one in-memory CAS that stands still.
import { readFileSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { createCas } from 'sso-pulse/testing'
import { vi } from 'vitest'
import { files } from '../../sdk/cli/node-shell.js'
import type { Files } from '../../sdk/cli/shell.js'
import { networkTo, openTerminal, type Ran, type Terminal } from '../cli/terminal.js'

export interface CommandExample {
  readonly commands: readonly string[]
  /** What the page says that they print. */
  readonly printed: string
}

/** A block of commands, and the block of text after it. */
export function commandExamplesIn(page: string): readonly CommandExample[] {
  const blocks = readFileSync(page, 'utf8').matchAll(/^```sh\n(.*?)^```.*?^```text\n(.*?)^```/gms)
  return [...blocks].map(([, commands = '', printed = '']) => ({
    commands: commands.trim().split('\n'),
    printed,
  }))
}

export interface Stage {
  /** Resolves to what a line printed. */
  play(command: string): Promise<string>
}

/** Where the pages' state folder lies. */
const home = '/home/you/.local/state'
const application = 'https://app.example.org/page'

export function openStage(): Stage {
  const url = 'https://sso.example.org/cas'
  const setup = { corsOrigins: ['https://app.example.org'] }
  let drawn = 0
  let isExamined = false
  const random = () => (drawn++ * 0.618034) % 1
  const clock = { fixedAt: '2026-11-21T08:00:00Z' }
  const cas = createCas({ url, clock, setup, random })
  const env: Record<string, string> = {}
  const wire = networkTo(cas)
  const fetch: typeof wire = async (input, init) => {
    // Whether looks are passive shows only while time goes by.
    if (isExamined) cas.clock.advance(5)
    if (`${input}` !== application) return wire(input, init)
    cas.clock.advance(123)
    const location = `${url}/login?service=${encodeURIComponent(application)}`
    return new Response(null, { status: 302, headers: { location } })
  }
  const terminal = openTerminal({ cas, env, fetch, files: withFolder() })
  return {
    async play(command) {
      const [, name, value = ''] = /^export (\w+)=(\S+)$/.exec(command) ?? []
      if (name) env[name] = value
      if (name) return ''
      isExamined = / doctor /.test(command)
      if (/ sessions list /.test(command)) {
        cas.signIn('second', { browser: null, service: 'http://localhost/app' })
      }
      const { out, err } = await runLine(terminal, command)
      // What it does is said before what came of it.
      const said = / expect /.test(command) ? err + out : out + err
      return said.replaceAll(terminal.folder, home)
    },
  }
}

/** What a page names without a folder lies in one of the stage's own, which is none. */
function withFolder(): Files {
  const own = new Map<string, string>()
  return {
    async read(path, options) {
      if (isAbsolute(path)) return files.read(path, options)
      const text = own.get(path)
      return text === undefined ? undefined : { text, exposed: false }
    },
    async write(path, text, options) {
      if (isAbsolute(path)) return files.write(path, text, options)
      own.set(path, text)
    },
    remove: files.remove,
  }
}

async function runLine(terminal: Terminal, command: string): Promise<Ran> {
  const [program, ...args] = command.split(' ')
  if (program !== 'sso-pulse')
    throw new Error(`The page has a line that can't be played: ${command}`)
  const running = terminal.run(...args)
  if (args[0] === 'watch') await letItExpire(terminal)
  return running
}

async function letItExpire({ cas }: Terminal): Promise<void> {
  const asked = async (more: number) => {
    const before = cas.requests.length
    await vi.waitFor(() => {
      if (cas.requests.length < before + more) throw new Error('Nothing was asked.')
    })
    await new Promise(setImmediate)
  }
  await asked(2)
  cas.clock.advance({ hours: 1, minutes: 50 })
  await asked(1)
  cas.clock.advance({ minutes: 10, seconds: 2 })
}

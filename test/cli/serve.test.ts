import { expect, test, vi } from 'vitest'
import { nodeShell } from '../../sdk/cli/node-shell.js'
import { openTerminal, type Terminal } from './terminal.js'

interface Served {
  readonly cas: string
  readonly console: string
  readonly users: readonly string[]
}

async function serving(...args: readonly string[]) {
  const terminal = openTerminal()
  let said = ''
  Object.assign(terminal.shell.out, {
    write(text: string) {
      said += text
    },
  })
  const ended = terminal.run('serve', '--port', '0', '--json', ...args)
  await vi.waitFor(() => expect(said).toMatch(/\n$/))
  return { terminal, ended, served: JSON.parse(said) as Served }
}

const stop = async (terminal: Terminal, ended: ReturnType<Terminal['run']>) => {
  terminal.interrupt()
  return (await ended).code
}

test('a CAS that can be signed in to, by its policy, and its console; Ctrl-C ends both with 0', async () => {
  const { terminal, ended, served } = await serving(
    '--policy',
    'idle=10m,max=1h',
    '--user',
    'third',
  )
  expect(served.users).toEqual(['casuser', 'second', 'third'])
  expect((await fetch(served.console)).status).toBe(200)
  const person = openTerminal({
    env: { SSO_PULSE_USER: 'third', SSO_PULSE_PASSWORD: 'Mellon' },
    fetch: globalThis.fetch,
  })
  const { json } = await person.run('login', served.cas, '--json')
  expect(json()).toMatchObject({ user: 'third', deadlines: [{ limit: 'idle' }, { limit: 'time' }] })
  expect(await stop(terminal, ended)).toBe(0)
  await expect(fetch(served.cas)).rejects.toThrow()
  await expect(fetch(served.console)).rejects.toThrow()
})

test('a port that is taken: one sentence, 2, and the CAS is gone', async () => {
  const { terminal, ended, served } = await serving()
  const { port } = new URL(served.cas)
  const second = openTerminal()
  Object.assign(second.shell, { listen: nodeShell().listen })
  const { code, err } = await second.run('serve', '--port', port)
  expect(err).toBe(`sso-pulse: Port ${port} can't be listened on (EADDRINUSE): name a free one.\n`)
  expect(code).toBe(2)
  await stop(terminal, ended)
})

test.each([
  [['--port', '65536'], 'Give a port'],
  [['--policy', 'forever'], 'Give limits'],
])('%j: 2', async (args, sentence) => {
  const { code, err } = await openTerminal().run('serve', ...args)
  expect(err).toContain(sentence)
  expect(code).toBe(2)
})

// The command as packed, as a process of its own, against the in-memory CAS on a port.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createCas, type InMemoryCas } from 'sso-pulse/testing'
import { type Listener, listen } from 'sso-pulse/testing/node'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { packedOnce } from './packed.js'

const packed = packedOnce()
let program: string
beforeAll(() => {
  const { folder, tarball } = packed()
  execFileSync('tar', ['-xzf', tarball, '-C', folder])
  const { bin } = JSON.parse(readFileSync(join(folder, 'package/package.json'), 'utf8'))
  program = join(folder, 'package', bin['sso-pulse'])
})

let cas: InMemoryCas
let listener: Listener
let folder: string
beforeEach(async () => {
  cas = createCas()
  listener = await listen(cas)
  folder = mkdtempSync(join(packed().folder, 'empty-'))
})
afterEach(() => listener.close())

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function start(...args: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const { PATH } = process.env
  const who = { SSO_PULSE_USER: 'casuser', SSO_PULSE_PASSWORD: 'Mellon' }
  const env = { PATH, XDG_STATE_HOME: folder, ...who }
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, env })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  const ended = new Promise<Ended>((done) => {
    child.once('close', (code) => done({ code, ...said }))
  })
  return { child, ended }
}

const run = (...args: readonly string[]) => start(...args).ended

test('signs in, looks and signs out, in an empty folder with nothing installed', async () => {
  const login = await run('login', listener.url, '--json')
  expect(login).toMatchObject({ code: 0, err: '' })
  const { jar } = JSON.parse(login.out)
  expect(statSync(jar).mode & 0o777).toBe(0o600)
  expect(await run('status', listener.url)).toMatchObject({
    code: 0,
    out: expect.stringContaining('signed in as casuser'),
  })
  expect(await run('logout', listener.url)).toMatchObject({ code: 0, err: '' })
  expect(existsSync(jar)).toBe(false)
  expect(cas.sessions()).toEqual([])
})

test.skipIf(process.platform === 'win32')('Ctrl-C ends watch with 130', async () => {
  await run('login', listener.url)
  const { child, ended } = start('watch', listener.url)
  await new Promise((told) => child.stdout?.once('data', told))
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 130, err: 'sso-pulse: Interrupted.\n' })
})

test.skipIf(process.platform === 'win32')(
  'Ctrl-C while the form is under way: no session is left',
  async () => {
    cas.fail({ path: 'login', method: 'POST', delayMs: 1500 })
    const { child, ended } = start('login', listener.url)
    await expect.poll(() => cas.requests.some(({ method }) => method === 'POST')).toBe(true)
    child.kill('SIGINT')
    expect((await ended).code).toBe(130)
    expect(cas.sessions()).toEqual([])
  },
)

test('expect waits for the ends of real seconds, and leaves nothing behind', async () => {
  const policy = { kind: 'primary', timeToKillSeconds: 2, maxTimeToLiveSeconds: 4 } as const
  cas.configure({ policy })
  const asked = ['--idle', '2s', '--max', '4s', '--visit', 'http://localhost/app', '--admin']
  const report = join(folder, 'report.json')
  const { code, err } = await run('expect', listener.url, ...asked, '--report', report)
  expect(err).toMatch(/^max: signed in as casuser, to end after 4s, at \d{4}-/m)
  const { verdict, cases } = JSON.parse(readFileSync(report, 'utf8'))
  expect(cases.map(({ reason }: { reason: string }) => reason)).toEqual([
    'expired-idle',
    'expired-idle',
    'expired-time',
    'ended-elsewhere',
  ])
  expect([verdict, code]).toEqual(['as-expected', 0])
  expect(cas.sessions()).toEqual([])
})

test.skipIf(process.platform === 'win32')('Ctrl-C ends the sessions of expect', async () => {
  const { child, ended } = start('expect', listener.url, '--idle', '2h')
  await expect.poll(() => cas.sessions().length, { timeout: 20_000 }).toBe(2)
  child.kill('SIGINT')
  expect((await ended).code).toBe(130)
  expect(cas.sessions()).toEqual([])
})

test('a port where nobody listens: one sentence, and 3', async () => {
  await listener.close()
  const { code, err } = await run('status', listener.url)
  expect(err).toMatch(/unreachable\. Nobody listens there: .* \(ECONNREFUSED\)\n$/)
  expect(code).toBe(3)
})

let endless: Server
beforeAll(async () => {
  const megabyte = Buffer.alloc(1_000_000, 'x')
  endless = createServer((_, response) => {
    const more = () => response.write(megabyte)
    response.on('drain', more)
    more()
  })
  await new Promise<void>((done) => endless.listen(0, '127.0.0.1', done))
})
afterAll(() => {
  endless.closeAllConnections()
  endless.close()
})

test.each(['status', 'login', 'doctor'])(
  'an answer without an end: %s stops reading, and 3',
  async (name) => {
    const url = `http://127.0.0.1:${(endless.address() as AddressInfo).port}/cas`
    const { code, err } = await run(name, url)
    expect(err).toMatch(/too-large/)
    expect(code).toBe(3)
  },
)

test('logout --report: a back-channel message that is really sent comes to the test service', async () => {
  await run('login', listener.url)
  const { code, out, err } = await run('logout', listener.url, '--report', '--json')
  expect(JSON.parse(out).report).toMatchObject({
    session: 'ended',
    messages: [{ channel: 'back-channel', valid: true, ours: true }],
  })
  expect({ code, err }).toEqual({ code: 0, err: '' })
})

test('a port for the test service that is taken: one sentence, 2, and nothing is ended', async () => {
  await run('login', listener.url)
  const { code, err } = await run('logout', listener.url, '--service-port', `${listener.port}`)
  expect(err).toBe(
    `sso-pulse: Port ${listener.port} can't be listened on (EADDRINUSE): name a free one.\n`,
  )
  expect(code).toBe(2)
  expect(cas.sessions()).toHaveLength(1)
})

test.skipIf(process.platform === 'win32')(
  'Ctrl-C leaves a whole timeline, which replay reads from standard input',
  async () => {
    await run('login', listener.url)
    const file = join(folder, 'timeline.json')
    const { child, ended } = start('watch', listener.url, '--record', file)
    await expect.poll(() => existsSync(file)).toBe(true)
    child.kill('SIGINT')
    expect((await ended).code).toBe(130)
    const replaying = start('replay', '-', '--json')
    replaying.child.stdin?.end(readFileSync(file))
    const { code, out } = await replaying.ended
    expect(JSON.parse(out).sessions).toMatchObject([{ known: { user: 'casuser' } }])
    expect(code).toBe(0)
  },
)

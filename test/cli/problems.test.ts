// Bad luck and bad input, wherever it comes from: one sentence, a kind and a code.
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { openTerminal } from './terminal.js'

const server = 'https://sso.example.org/cas'

test.each([
  ['ENOTFOUND', /Its name is not known/],
  ['ECONNREFUSED', /Nobody listens there/],
  ['ECONNRESET', /The connection broke/],
  ['CERT_HAS_EXPIRED', /not valid today/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /for another name/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /NODE_EXTRA_CA_CERTS/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /NODE_EXTRA_CA_CERTS/],
])('%s: says what the network said', async (code, expected) => {
  const cause = Object.assign(new Error(), { code })
  const terminal = openTerminal({ fetch: () => Promise.reject(new TypeError('x', { cause })) })
  const ran = await terminal.run('status', server)
  expect(ran.err).toMatch(expected)
  expect(ran.err).toContain(`(${code})`)
  expect(ran.code).toBe(3)
})

test('a TLS handshake that really fails', async () => {
  // Without a certificate.
  const https = createServer()
  await new Promise<void>((done) => https.listen(0, '127.0.0.1', done))
  const url = `https://127.0.0.1:${(https.address() as AddressInfo).port}/cas`
  const ran = await openTerminal({ fetch: globalThis.fetch }).run('status', url)
  expect(ran.err).toMatch(/unreachable\. TLS failed: is this the port for https\? \(ERR_SSL_/)
  expect(ran.code).toBe(3)
  https.close()
})

test.each([
  [['status']],
  [['status', 'sso.example.org']],
  [['status', 'https://user:secret@sso.example.org/cas']],
  [['status', server, '--timeout', '0']],
  [['status', server, '--source', 'guess']],
  [['status', server, '--password', 'secret']],
  [['stat', server]],
  [[]],
])('%j: wrong, 2, and nothing is asked', async (args) => {
  const terminal = openTerminal()
  const { code, err } = await terminal.run(...args)
  expect(code).toBe(2)
  expect(err).not.toBe('')
  expect(terminal.cas.requests).toEqual([])
})

test('a login page is taken for its server', async () => {
  const { json } = await openTerminal().run('status', `${server}/login?service=x`, '--json')
  expect(json().server).toBe(server)
})

test('a fault of this program is told as such, without its words', async () => {
  const files = { read: () => Promise.reject(new RangeError('TGC=secret')) }
  const terminal = openTerminal()
  Object.assign(terminal.shell, { files })
  const { code, err } = await terminal.run('status', server)
  expect(err).toMatch(/^sso-pulse: A fault of this program \(RangeError\)/)
  expect(code).toBe(70)
})

test('an answer that never comes: timed out after --timeout seconds', async () => {
  const terminal = openTerminal()
  terminal.cas.fail({ delayMs: 60_000 })
  const ran = await terminal.run('status', server, '--timeout', '0.05')
  expect(ran).toMatchObject({ code: 3, err: expect.stringContaining('--timeout') })
})

test("the title of somebody's page can not write on the terminal", async () => {
  const terminal = openTerminal({ env: { SSO_PULSE_USER: 'a', SSO_PULSE_PASSWORD: 'b' } })
  const body = '<title>CAS \u001b[2J\u202e</title><form><input type=hidden name=execution>'
  terminal.cas.fail({ method: 'POST', body })
  const { err } = await terminal.run('login', server)
  expect(err).toContain('a page called "CAS [2J"')
})

test('imports point one way: nothing of the SDK knows the command line; only the rim knows Node', () => {
  const sources = readdirSync('sdk', { recursive: true, encoding: 'utf8' })
  for (const file of sources.filter((name) => name.endsWith('.ts'))) {
    const source = readFileSync(`sdk/${file}`, 'utf8')
    const own = /^cli[/\\]/.test(file)
    if (!own) expect(source, file).not.toMatch(/from '.*\bcli\//)
    if (own && !/(node-shell|cli)\.ts$/.test(file)) expect(source, file).not.toMatch(/from 'node:/)
    if (own) expect(source.replace(/^#!.*\n/, '').split('\n')[0], file).toMatch(/^\/\/ .*[.?]$/)
  }
})

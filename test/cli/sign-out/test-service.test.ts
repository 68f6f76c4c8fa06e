// The application for tests: what it takes for a message of CAS, and what ends its session.
import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readPage } from '../../../sdk/cli/page.js'
import { pagesToLoad } from '../../../sdk/cli/sign-out/front-channel.js'
import { readLogoutRequest } from '../../../sdk/cli/sign-out/logout-request.js'
import { createTestService } from '../../../sdk/cli/sign-out/test-service.js'
import { turnableClock } from '../../sdk/turnable-clock.js'

const samlp = 'urn:oasis:names:tc:SAML:2.0:protocol'
const head = 'ID="LR-1-x" Version="2.0" IssueInstant="2026-03-01T09:30:00Z"'
const request = (inner: string, attributes = head) =>
  `<samlp:LogoutRequest xmlns:samlp="${samlp}" ${attributes}>${inner}</samlp:LogoutRequest>`
const index = (ticket: string) => `<samlp:SessionIndex>${ticket}</samlp:SessionIndex>`
const good = request(index('ST-1-abc'))

test.each([
  ['what CAS sends', good],
  [
    'white space, a comment and another prefix',
    good.replaceAll('samlp', 'p').replace('>ST', '>\n ST'),
  ],
])('%s is a message for a ticket', (_, xml) => {
  expect(readLogoutRequest(xml)).toEqual({ valid: true, ticket: 'ST-1-abc' })
})

test.each([
  ['nothing', '', 'no well-formed XML'],
  ['a tag that never ends', good.slice(0, -3), 'no well-formed XML'],
  ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${good}`, 'no well-formed XML'],
  ['a prefix without a namespace', good.replace(/ xmlns:samlp="[^"]+"/, ''), 'no well-formed XML'],
  ['another namespace', good.replace(samlp, 'urn:x'), 'no SAML 2.0 LogoutRequest'],
  ['no ID', request(index('ST-1-abc'), head.replace(/^ID="[^"]+"/, '')), 'lacks an ID'],
  ['another version', good.replace('"2.0"', '"1.1"'), 'lacks an ID, Version 2.0'],
  ['no instant', good.replace('2026-03-01T09:30:00Z', 'now'), 'or an IssueInstant'],
  ['no ticket', request(''), 'no SessionIndex'],
  ['two tickets', request(index('ST-1-a') + index('ST-2-b')), 'no SessionIndex'],
  ['what is no ticket', request(index('me')), 'no SessionIndex'],
  ['a megabyte', good.replace('ST-1', 'x'.repeat(1_000_000)), 'no well-formed XML'],
])('%s is none', (_, xml, fault) => {
  expect(readLogoutRequest(xml)).toEqual({ valid: false, fault: expect.stringContaining(fault) })
})

const url = 'http://127.0.0.1:8123/app'
const form = { 'content-type': 'application/x-www-form-urlencoded' }

function open() {
  const service = createTestService(url, turnableClock(), async (ticket) =>
    ticket === 'ST-1-abc'
      ? { valid: true, user: 'casuser' }
      : { valid: false, code: 'INVALID_TICKET' },
  )
  const send = (method: string, target: string, headers: Record<string, string> = {}, body = '') =>
    service.respond({ method, target, headers, body, address: '' })
  return { service, send }
}

async function signedIn() {
  const { service, send } = open()
  const { headers } = await send('GET', '/app?ticket=ST-1-abc')
  const [cookie = ''] = (headers.find(([name]) => name === 'Set-Cookie')?.[1] ?? '').split(';')
  const status = async () => (await send('GET', '/app', { cookie })).status
  return { service, send, status }
}

const body = (xml: string) => new URLSearchParams({ logoutRequest: xml }).toString()

test('a ticket that CAS refuses gives no session', async () => {
  const { send } = open()
  const { status, headers } = await send('GET', '/app?ticket=ST-9-x')
  expect(status).toBe(403)
  expect(headers.map(([name]) => name)).not.toContain('Set-Cookie')
  expect((await send('GET', '/app')).status).toBe(401)
})

test('a back-channel message for its ticket ends the session', async () => {
  const { service, send, status } = await signedIn()
  expect(await status()).toBe(200)
  await send('POST', '/app', form, body(good))
  expect(await status()).toBe(401)
  expect(service.messages).toMatchObject([{ channel: 'back-channel', known: true }])
})

test('a front-channel message does, too', async () => {
  const { service, send, status } = await signedIn()
  const parameter = encodeURIComponent(deflateSync(good).toString('base64'))
  await send('GET', `/app?callback=x&logoutRequest=${parameter}`)
  expect(await status()).toBe(401)
  expect(service.messages).toMatchObject([{ channel: 'front-channel', known: true }])
})

test.each([
  ['for another ticket', form, body(request(index('ST-2-x')))],
  ['in JSON', { 'content-type': 'application/json' }, '{}'],
  ['twice in one form', form, `${body(good)}&${body(good)}`],
  ['without a message', form, 'a=b'],
])('a message %s ends nothing', async (_, headers, text) => {
  const { service, send, status } = await signedIn()
  await send('POST', '/app', headers, text)
  expect(await status()).toBe(200)
  expect(service.messages).toMatchObject([{ known: false }])
})

test('a flood of messages is answered, and not kept', async () => {
  const { service, send } = open()
  for (let sent = 0; sent < 150; sent += 1) await send('POST', '/app', form, 'a=b')
  expect(service.messages).toHaveLength(100)
})

test("CAS's own logout page: scripts for jQuery, frames, and what is none of it", () => {
  const scripts = `<script>/*<![CDATA[*/ $.ajax({ url: "http:\\/\\/app.example.org\\/front?a=1", dataType: 'jsonp',
    contentType: "application\\/json", data: "logoutRequest=eJx%2B" }) /*]]>*/</script>
    <script src="https://cdn.example.org/x.js"></script><script>var a = "https://cas.example.org/help"</script>`
  const frame = '<iframe src="https://b.example.org/out?logoutRequest=abc"></iframe>'
  expect(pagesToLoad(readPage(`<body>${scripts}${frame}`))).toEqual([
    { url: 'http://app.example.org/front?a=1', logoutRequest: 'eJx+' },
    { url: 'https://b.example.org/out', logoutRequest: 'abc' },
  ])
})

// The browser of the in-memory CAS: redirects, credentials, and a page's view across origins.

import { expect, test } from 'vitest'
import { createCas } from '../../sdk/testing/index.js'

const app = 'http://127.0.0.1:9/app'
const gateway = `/login?service=${encodeURIComponent(app)}&gateway=true`
const page = 'https://page.example.org'

test('a redirect is followed off this CAS, where nothing is asked', async () => {
  const cas = createCas()
  const response = await cas.fetch(cas.url + gateway)
  expect(response).toMatchObject({ status: 200, redirected: true, url: app })
  expect(cas.requests).toHaveLength(1)
})

test('without a page, a redirect can be read, as in Node', async () => {
  const cas = createCas()
  const response = await cas.fetch(cas.url + gateway, { redirect: 'manual' })
  expect(response.status).toBe(302)
  expect(response.headers.get('location')).toBe(app)
})

test('in a page a redirect is opaque, as the Fetch standard has it', async () => {
  const cas = createCas()
  const browser = cas.newBrowser({ origin: new URL(cas.url).origin })
  const response = await browser.fetch(cas.url + gateway, { redirect: 'manual' })
  expect(response).toMatchObject({ type: 'opaqueredirect', status: 0, ok: false })
})

test('a page cannot follow a redirect to a host that grants it nothing; blindly it can', async () => {
  const cas = createCas()
  const browser = cas.newBrowser({ origin: new URL(cas.url).origin })
  await expect(browser.fetch(cas.url + gateway)).rejects.toThrow(TypeError)
  const blind = await browser.fetch(cas.url + gateway, { mode: 'no-cors' })
  expect(blind.type).toBe('opaque')
})

test('no answer shows its cookies', async () => {
  const cas = createCas()
  const response = await cas.fetch(`${cas.url}/logout`)
  expect(response.headers.get('set-cookie')).toBeNull()
})

test('a sign-in by the form fills the jar; credentials "omit" leaves it alone', async () => {
  const cas = createCas()
  const html = await (await cas.fetch(`${cas.url}/login`)).text()
  const execution = /name="execution" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const body = new URLSearchParams({ execution, username: 'casuser', password: 'Mellon' })
  await cas.fetch(`${cas.url}/login`, { method: 'POST', body })
  expect(cas.browser.cookieHeader(`${cas.url}/isloggedin`)).toContain('TGC=')
  const anonymous = await cas.fetch(`${cas.url}/isloggedin`, { credentials: 'omit' })
  expect(await anonymous.json()).toEqual({})
  expect(await (await cas.fetch(`${cas.url}/isloggedin`)).json()).toEqual({ principal: 'casuser' })
})

test('an empty answer has no type', async () => {
  const cas = createCas()
  const response = await cas.fetch(`${cas.url}/actuator/sso`)
  expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([
    400,
    '',
    null,
  ])
})

test('a page elsewhere may not read an answer unless CAS lists its origin', async () => {
  const cas = createCas()
  const browser = cas.newBrowser({ origin: page })
  cas.signIn('casuser', { browser })
  const look = (): Promise<Response> =>
    browser.fetch(`${cas.url}/isloggedin`, { credentials: 'include' })
  await expect(look()).rejects.toThrow(TypeError)
  cas.configure({ corsOrigins: [page] })
  const response = await look()
  expect(await response.json()).toEqual({ principal: 'casuser' })
  expect(response.headers.get('date')).toBeNull()
  expect(response.headers.get('content-type')).toBe('application/json')
})

test('a page elsewhere sends cookies only when it asks for them', async () => {
  const cas = createCas({ setup: { corsOrigins: [page] } })
  const browser = cas.newBrowser({ origin: page })
  cas.signIn('casuser', { browser })
  const response = await browser.fetch(`${cas.url}/isloggedin`)
  expect(await response.json()).toEqual({})
})

test('a page elsewhere may send blindly: no-cors gets an opaque answer, and CAS the request', async () => {
  const cas = createCas()
  const browser = cas.newBrowser({ origin: page })
  cas.signIn('casuser', { browser })
  const response = await browser.fetch(`${cas.url}/logout`, {
    mode: 'no-cors',
    credentials: 'include',
  })
  expect(response).toMatchObject({ type: 'opaque', status: 0 })
  expect(cas.sessions()).toEqual([])
})

test('an unusual header is asked for first; the contract’s Accept is not unusual', async () => {
  const cas = createCas({ setup: { corsOrigins: [page], touch: true } })
  const browser = cas.newBrowser({ origin: page })
  cas.signIn('casuser', { browser })
  const accept = 'application/vnd.sso-pulse.v1+json, application/json;q=0.9'
  await browser.fetch(`${cas.url}/isloggedin`, { headers: { accept } })
  await browser.fetch(`${cas.url}/isloggedin`, {
    method: 'POST',
    headers: { 'X-Sso-Pulse': 'touch' },
    credentials: 'include',
  })
  expect(cas.requests.map(({ method }) => method)).toEqual(['GET', 'OPTIONS', 'POST'])
})

test.each([
  ['http://127.0.0.1:8080', false],
  ['http://127.0.0.1:9000', false],
  ['http://127.0.0.2:8080', true],
  ['https://127.0.0.1:8080', true],
  ['https://app.example.net', true],
])('a page of %s says whether CAS is on another site: %s', async (origin, crossSite) => {
  const cas = createCas({ setup: { corsOrigins: [origin] } })
  const headers = { accept: 'application/vnd.sso-pulse.v1+json' }
  const response = await cas.newBrowser({ origin }).fetch(`${cas.url}/isloggedin`, { headers })
  expect((await response.json()).crossSite ?? false).toBe(crossSite)
})

test.each([
  ['sent', { signedIn: true }],
  ['withheld', { signedIn: false, reason: 'no-cookie', crossSite: true }],
] as const)(
  'third-party cookies are %s, as the browser is set',
  async (thirdPartyCookies, told) => {
    const cas = createCas({ setup: { corsOrigins: [page] } })
    const browser = cas.newBrowser({ origin: page, thirdPartyCookies })
    cas.signIn('casuser', { browser })
    const headers = { accept: 'application/vnd.sso-pulse.v1+json' }
    const init = { headers, credentials: 'include' } as const
    const response = await browser.fetch(`${cas.url}/isloggedin`, init)
    expect(await response.json()).toMatchObject(told)
  },
)

test('withheld cookies still go along where a tab goes by itself', async () => {
  const cas = createCas()
  const browser = cas.newBrowser({ origin: page, thirdPartyCookies: 'withheld' })
  cas.signIn('casuser', { browser })
  const response = await browser.open(`${cas.url}/logout`)
  expect(response).toMatchObject({ status: 200, url: `${cas.url}/logout` })
  expect(cas.sessions()).toEqual([])
  expect(browser.cookieHeader(`${cas.url}/login`)).not.toContain('TGC')
})

test('in another network CAS reads the cookie no more', async () => {
  const cas = createCas()
  cas.signIn('casuser')
  cas.browser.moveTo('192.0.2.1')
  expect(cas.browser.address).toBe('192.0.2.1')
  const headers = { accept: 'application/vnd.sso-pulse.v1+json' }
  const response = await cas.fetch(`${cas.url}/isloggedin`, { headers })
  expect(await response.json()).toMatchObject({ signedIn: false, reason: 'unreadable' })
})

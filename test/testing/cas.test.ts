// The in-memory CAS as its users hold it: shortcuts, an administrator's hands, failures on demand, logs.

import { expect, test } from 'vitest'
import { type CasRequest, createCas } from '../../sdk/testing/index.js'

const accept = 'application/vnd.sso-pulse.v1+json, application/json;q=0.9'
const app = 'http://127.0.0.1:9/app'

async function statusOf(
  cas: ReturnType<typeof createCas>,
  browser = cas.browser,
): Promise<Record<string, unknown>> {
  const response = await browser.fetch(`${cas.url}/isloggedin`, { headers: { accept } })
  return response.json()
}

test('sign in, let time pass, see it end: without a server and without waiting', async () => {
  const cas = createCas()
  cas.signIn('casuser')
  expect(await statusOf(cas)).toMatchObject({ signedIn: true, principal: 'casuser' })
  cas.clock.advance({ hours: 2, milliseconds: 1000 })
  expect(await statusOf(cas)).toMatchObject({ signedIn: false, reason: 'ended' })
})

test('each browser has a session of its own', async () => {
  const cas = createCas()
  const other = cas.newBrowser({ userAgent: 'other' })
  cas.signIn('casuser')
  cas.signIn('second', { browser: other })
  expect(await statusOf(cas)).toMatchObject({ principal: 'casuser' })
  expect(await statusOf(cas, other)).toMatchObject({ principal: 'second' })
  expect(cas.sessions().map(({ principal }) => principal)).toEqual(['casuser', 'second'])
})

test('a sign-in for a browser elsewhere hands out the cookie, and touches no jar', async () => {
  const cas = createCas()
  const { cookie } = cas.signIn('casuser', { browser: null, userAgent: 'real browser' })
  expect(await statusOf(cas)).toMatchObject({ reason: 'no-cookie' })
  const browser = cas.newBrowser({ userAgent: 'real browser' })
  browser.setCookie('TGC', cookie, '/cas')
  expect(await statusOf(cas, browser)).toMatchObject({ signedIn: true })
})

test('an unknown user is no user', () => {
  expect(() => createCas().signIn('nobody')).toThrow(RangeError)
  expect(() => createCas().signIn('constructor')).toThrow(RangeError)
})

test('an administrator ends one, the sessions of a user, or all; services are told', async () => {
  const cas = createCas()
  const { session } = cas.signIn('casuser', { service: app, browser: null })
  cas.signIn('second', { browser: null })
  cas.signIn('second', { browser: null })
  expect(cas.endSession({ session: session.session })).toBe(1)
  expect(cas.messages).toMatchObject([{ channel: 'back-channel', url: app, principal: 'casuser' }])
  expect(cas.endSession({ user: 'casuser' })).toBe(0)
  expect(cas.endSession({ user: 'second' })).toBe(2)
  expect(cas.endSession()).toBe(0)
})

test('a session tells its limits as numbers', () => {
  const cas = createCas({ clock: { fixedAt: 0 } })
  cas.signIn('casuser', { service: app })
  expect(cas.sessions()).toMatchObject([
    { timeLimitAt: 28_800_000, idleLimitAt: 7_200_000, uses: 1, services: [app] },
  ])
})

test('a restart loses every session; the cookies stay readable', async () => {
  const cas = createCas()
  cas.signIn('casuser', { service: app })
  cas.restart()
  expect(await statusOf(cas)).toMatchObject({ signedIn: false, reason: 'ended' })
  expect(cas.messages).toEqual([])
})

test('the cleaner removes expired sessions and tells their services; on 6.6 a look does not', async () => {
  const cas = createCas({ line: '6.6' })
  cas.signIn('casuser', { service: app })
  cas.signIn('second', { service: app, browser: null })
  cas.clock.advance({ hours: 3 })
  await statusOf(cas)
  expect(cas.messages).toEqual([])
  cas.clean()
  expect(cas.messages.map(({ principal }) => principal)).toEqual(['second'])
})

test('settings can be changed while it runs; tickets keep their policy', async () => {
  const cas = createCas()
  cas.signIn('casuser')
  cas.configure({ policy: { kind: 'never' }, released: { attributes: ['mail'] } })
  expect(await statusOf(cas)).toMatchObject({
    timeToKillSeconds: 7200,
    attributes: { mail: ['user@example.org'] },
  })
  cas.configure({ ssoEnabled: false })
  expect(await statusOf(cas)).toMatchObject({ reason: 'sso-disabled' })
})

test('a session that never expires tells no limit, and a hundred looks do not move it', async () => {
  const cas = createCas({ setup: { policy: { kind: 'never' } } })
  cas.signIn('casuser')
  const { now: _, ...before } = await statusOf(cas)
  expect(Object.keys(before).filter((name) => /Limit|Seconds/.test(name))).toEqual([])
  cas.clock.advance({ days: 36_500 })
  for (let look = 0; look < 100; look += 1) expect(await statusOf(cas)).toMatchObject(before)
})

test('a registry that fails is a 503 with a pace, never "signed out"', async () => {
  const cas = createCas()
  cas.signIn('casuser')
  const recover = cas.failRegistry()
  const response = await cas.fetch(`${cas.url}/isloggedin`, { headers: { accept } })
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('30')
  expect(await response.json()).toEqual({
    error: 'ticket-registry-unavailable',
    pollAfterSeconds: 30,
  })
  recover()
  expect(await statusOf(cas)).toMatchObject({ signedIn: true })
})

test('the server may wish for a pace', async () => {
  const cas = createCas({ setup: { pollAfterSeconds: 120 } })
  expect(await statusOf(cas)).toMatchObject({ reason: 'no-cookie', pollAfterSeconds: 120 })
})

test('an endpoint as in the CAS blog: the cookie as a parameter, a flat map, {} for everything else', async () => {
  const cas = createCas({ setup: { isLoggedIn: 'blog' } })
  const { cookie } = cas.signIn('casuser')
  const ask = async (query: string): Promise<readonly [number, unknown]> => {
    const response = await cas.fetch(`${cas.url}/isloggedin${query}`)
    return [response.status, await response.json()]
  }
  expect(await ask(`?tgc=${cookie}`)).toEqual([
    200,
    { id: 'casuser', mail: ['user@example.org'], memberOf: ['staff'] },
  ])
  expect(await ask('?tgc=garbage')).toEqual([200, {}])
  expect(await ask('?tgc=')).toEqual([200, {}])
  expect((await ask(''))[0]).toBe(400)
})

test.each([
  ['7.2', 403],
  ['6.6', 404],
] as const)('where nothing is installed, %s answers %d', async (line, status) => {
  const cas = createCas({ line, setup: { isLoggedIn: 'absent', ssoActuator: 'absent' } })
  for (const path of ['isloggedin', 'actuator/sso']) {
    expect((await cas.fetch(`${cas.url}/${path}`, { headers: { accept } })).status).toBe(status)
  }
})

test.each(['7.2', '6.6'] as const)('a denied actuator is 403 on %s', async (line) => {
  const cas = createCas({ line, setup: { ssoActuator: 'denied', ssoSessionsActuator: 'denied' } })
  for (const name of ['sso', 'ssoSessions']) {
    expect((await cas.fetch(`${cas.url}/actuator/${name}`)).status).toBe(403)
  }
})

test('without a wish for a type, 6.6 tells errors in YAML', async () => {
  const cas = createCas({ line: '6.6' })
  const response = await cas.fetch(`${cas.url}/nothing`)
  expect(response.headers.get('content-type')).toBe(
    'application/vnd.cas.services+yaml;charset=UTF-8',
  )
})

test('the log says what was asked, without anything secret', async () => {
  const cas = createCas({ clock: { fixedAt: 1000 } })
  const { cookie } = cas.signIn('casuser')
  await cas.fetch(`${cas.url}/actuator/sso?tgc=${cookie}`)
  expect(cas.requests).toEqual([
    { method: 'GET', path: '/cas/actuator/sso', cookie: true, at: 1000, status: 200 },
  ])
})

test('single-logout messages are heard as they are sent, until the listener leaves', () => {
  const cas = createCas()
  const heard: string[] = []
  const stop = cas.onMessage(({ principal }) => heard.push(principal))
  cas.signIn('casuser', { service: app, browser: null })
  cas.endSession()
  stop()
  cas.signIn('second', { service: app, browser: null })
  cas.endSession()
  expect(heard).toEqual(['casuser'])
})

test('with the same clock and the same chance, the same answers: the engine asks nothing else', async () => {
  const run = async (): Promise<unknown> => {
    let seed = 7
    const random = (): number => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed / 2_147_483_647
    }
    const cas = createCas({ random, clock: { fixedAt: '2026-03-01T08:00:00Z' } })
    const { cookie } = cas.signIn('casuser', { service: app })
    cas.clock.advance({ minutes: 5 })
    const request: CasRequest = {
      method: 'GET',
      target: '/cas/isloggedin',
      headers: { accept, cookie: `TGC=${cookie}`, 'user-agent': 'in-memory' },
      body: '',
      address: '127.0.0.1',
    }
    return [await cas.respond(Object.freeze(request)), cas.sessions()]
  }
  expect(await run()).toEqual(await run())
})

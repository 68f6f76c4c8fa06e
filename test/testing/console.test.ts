// @vitest-environment node
// The console of the in-memory CAS: what it shows, what can be ordered, and what it refuses.

import { afterEach, describe, expect, test } from 'vitest'
import {
  type ConsoleState,
  consoleOf,
  createCas,
  type InMemoryCas,
  listen,
  listenConsole,
} from '../../sdk/testing/node.js'

const own = { host: '127.0.0.1:8413' }
const app = 'http://127.0.0.1:8412/app'

interface Answer {
  readonly status: number
  readonly error?: string
  readonly state: ConsoleState
}

function start(setup: Parameters<typeof createCas>[0] = {}) {
  const cas = createCas({ clock: { fixedAt: '2026-03-01T08:00:00Z' }, ...setup })
  const { respond } = consoleOf(cas)
  const ask = (method: string, target: string, body = '', headers = {}) =>
    respond({
      method,
      target,
      headers: { ...own, 'content-type': 'application/json', ...headers },
      body,
      address: '127.0.0.1',
    })
  const read = ({ status, body }: { status: number; body: string }): Answer => {
    const json = JSON.parse(body)
    return { status, error: json.error, state: json }
  }
  return {
    cas,
    ask,
    state: () => read(ask('GET', '/state')).state,
    order: (path: string, order: unknown) => read(ask('POST', path, JSON.stringify(order))),
  }
}

describe('the state', () => {
  test('names each live session with both limits, its last use and its applications', async () => {
    const { cas, state } = start()
    cas.signIn('casuser', { service: `${app}?token=secret`, rememberMe: true })
    expect(state()).toMatchObject({
      cas: cas.url,
      line: '7.2',
      now: '2026-03-01T08:00:00.000Z',
      nextLimitAt: '2026-03-01T10:00:00.000Z',
      policy: { kind: 'primary', maxTimeToLiveSeconds: 28_800, timeToKillSeconds: 7_200 },
      settings: { ssoEnabled: true, touch: false },
      sessions: [
        {
          user: 'casuser',
          ticket: expect.stringMatching(/^TGT-1-…\w{4}$/),
          timeLimitAt: '2026-03-01T16:00:00.000Z',
          idleLimitAt: '2026-03-01T10:00:00.000Z',
          lastUsedAt: '2026-03-01T08:00:00.000Z',
          uses: 1,
          rememberMe: true,
          services: [app],
        },
      ],
    })
  })

  test('has neither the ticket, nor the cookie, nor a service ticket, nor a query in it', async () => {
    const { cas, ask } = start()
    const { cookie } = cas.signIn('casuser', { service: `${app}?code=secret` })
    const sessions = await cas.fetch(`${cas.url}/actuator/ssoSessions?type=ALL`)
    const ticket = /TGT-1-\w{64}-memory/.exec(await sessions.text())?.[0] ?? ''
    expect(ticket).not.toBe('')
    await cas.fetch(`${cas.url}/isloggedin?tgc=${cookie}`)
    await cas.fetch(`${cas.url}/actuator/ssoSessions/${ticket}`, { method: 'DELETE' })
    const { body } = ask('GET', '/state')
    expect(JSON.parse(body).messages).toMatchObject([{ url: app, user: 'casuser' }])
    expect(JSON.parse(body).requests).toMatchObject([
      { method: 'DELETE', path: expect.stringMatching(/^\/cas\/actuator\/ssoSessions\/TGT-1-…/) },
      { method: 'GET', path: '/cas/isloggedin', status: 200, cause: 'cas' },
      { method: 'GET', path: '/cas/actuator/ssoSessions' },
    ])
    for (const secret of [ticket, cookie, 'secret', 'tgc=', 'ST-1-']) {
      expect(body).not.toContain(secret)
    }
  })

  test('has the latest fifty requests, newest first', async () => {
    const { cas, state } = start()
    for (let n = 1; n <= 60; n += 1) await cas.fetch(`${cas.url}/${n}`)
    const { requests } = state()
    expect(requests).toHaveLength(50)
    expect(requests[0]?.path).toBe('/cas/60')
  })
})

describe('orders', () => {
  test('the clock goes forward by seconds, and to just past the next limit', () => {
    const { cas, order } = start()
    cas.signIn('casuser')
    expect(order('/clock', { advanceSeconds: 60 }).state.now).toBe('2026-03-01T08:01:00.000Z')
    expect(order('/clock', { to: 'next-limit' }).state).toMatchObject({
      now: '2026-03-01T10:00:00.001Z',
      sessions: [],
    })
  })

  test.each([
    { kind: 'primary', maxTimeToLiveSeconds: 600, timeToKillSeconds: 60 },
    { kind: 'time', maxTimeToLiveSeconds: 600 },
    { kind: 'idle', timeToKillSeconds: 60 },
    { kind: 'throttled', timeToKillSeconds: 60, timeInBetweenUsesSeconds: 5 },
    { kind: 'never' },
  ])('the next sign-in gets the policy %j, those before keep theirs', (policy) => {
    const { cas, order } = start()
    const before = cas.signIn('casuser').session
    expect(order('/policy', { ...policy, unknown: 1 }).state.policy).toEqual(policy)
    cas.signIn('second', { browser: null })
    const [first, second] = cas.sessions()
    expect(first).toEqual(before)
    const { timeLimitAt, idleLimitAt, createdAt } = second ?? before
    expect(timeLimitAt).toBe(
      policy.maxTimeToLiveSeconds && createdAt + policy.maxTimeToLiveSeconds * 1000,
    )
    expect(idleLimitAt).toBe(
      policy.timeToKillSeconds && createdAt + policy.timeToKillSeconds * 1000,
    )
  })

  test.each([
    ['unavailable', 503],
    ['error', 500],
    ['refused', 403],
    ['not-json', 200],
    ['registry', 503],
  ])(
    '%s: isloggedin answers %i until it is taken back, the login page stays',
    async (name, status) => {
      const { cas, order } = start()
      const look = async () => {
        const response = await cas.fetch(`${cas.url}/isloggedin`)
        return [response.status, response.headers.get('content-type')?.split(';')[0]]
      }
      const healthy = await look()
      expect(order('/failures', { name, on: true }).state.failures).toEqual([name])
      const failing = await look()
      expect(failing[0]).toBe(status)
      expect(failing).not.toEqual(healthy)
      expect((await cas.fetch(`${cas.url}/login`)).status).toBe(200)
      expect(order('/failures', { name, on: false }).state.failures).toEqual([])
      expect(await look()).toEqual(healthy)
    },
  )

  test('the log tells a failure on demand from an answer of CAS, and a broken connection has no status', async () => {
    const { cas, order, state } = start()
    order('/failures', { name: 'broken', on: true, everywhere: true })
    await expect(cas.fetch(`${cas.url}/login`)).rejects.toThrow()
    const [request] = state().requests
    expect(request).toMatchObject({ path: '/cas/login', cause: 'failure' })
    expect(request).not.toHaveProperty('status')
  })

  test('a slow answer comes when the clock has moved on', async () => {
    const { cas, order, state } = start()
    order('/failures', { name: 'slow', on: true })
    const answer = cas.fetch(`${cas.url}/isloggedin`)
    await expect.poll(() => state().requests.length).toBe(1)
    expect(state().requests[0]).not.toHaveProperty('status')
    order('/clock', { advanceSeconds: 5 })
    expect((await answer).status).toBe(200)
    expect(state().requests[0]).toMatchObject({ status: 200, cause: 'failure' })
  })

  test('put up twice, a failure is still taken back by one order', async () => {
    const { cas, order } = start()
    order('/failures', { name: 'error', on: true })
    order('/failures', { name: 'error', on: true, everywhere: true })
    order('/failures', { name: 'error', on: false })
    expect((await cas.fetch(`${cas.url}/isloggedin`)).status).toBe(200)
  })

  test('single sign-on is switched off, the touch on; what is left out stays', () => {
    const { order } = start()
    expect(order('/settings', { ssoEnabled: false }).state.settings).toEqual({
      ssoEnabled: false,
      touch: false,
    })
    expect(order('/settings', { touch: true }).state.settings).toEqual({
      ssoEnabled: false,
      touch: true,
    })
  })

  test('an administrator ends one session, a user, or everybody', () => {
    const { cas, order } = start()
    for (const user of ['casuser', 'casuser', 'second', 'second']) {
      cas.signIn(user, { browser: null })
    }
    const [first] = cas.sessions()
    const users = (answer: Answer) => answer.state.sessions.map(({ user }) => user)
    expect(users(order('/sessions/end', { session: first?.session }))).toHaveLength(3)
    expect(users(order('/sessions/end', { user: 'casuser' }))).toEqual(['second', 'second'])
    expect(users(order('/sessions/end', { everybody: true }))).toEqual([])
  })

  test('the cleaner tells applications of expired sessions, a restart tells nobody', () => {
    const { cas, order } = start()
    cas.signIn('casuser', { service: app })
    order('/clock', { to: 'next-limit' })
    expect(order('/sessions/clean', {}).state.messages).toMatchObject([
      { channel: 'back-channel', url: app },
    ])
    cas.signIn('second', { service: app })
    expect(order('/restart', {}).state).toMatchObject({ sessions: [], messages: [{}] })
  })
})

describe('bad input is 400 with one sentence, and changes nothing', () => {
  test.each<[path: string, order: unknown, sentence: string]>([
    ['/clock', {}, 'advanceSeconds: expected a number of seconds, at most ten years'],
    [
      '/clock',
      { advanceSeconds: '60' },
      'advanceSeconds: expected a number of seconds, at most ten years',
    ],
    [
      '/clock',
      { advanceSeconds: 1e300 },
      'advanceSeconds: expected a number of seconds, at most ten years',
    ],
    ['/clock', { to: 'tomorrow' }, 'to: expected "next-limit"'],
    ['/clock', { to: 'next-limit' }, 'No live session has a limit: sign in first.'],
    ['/clock', [], 'the body: expected a JSON object'],
    [
      '/policy',
      { kind: 'hard' },
      'kind: expected "primary", "time", "idle", "throttled" or "never"',
    ],
    [
      '/policy',
      { kind: 'time' },
      'maxTimeToLiveSeconds: expected a whole number of seconds, from 1 up to ten years',
    ],
    [
      '/policy',
      { kind: 'idle', timeToKillSeconds: -1 },
      'timeToKillSeconds: expected a whole number of seconds, from 1 up to ten years',
    ],
    [
      '/failures',
      { name: 'fire', on: true },
      'name: expected one of unavailable, error, refused, not-json, slow, broken, registry',
    ],
    ['/failures', { name: 'error' }, 'on: expected true or false'],
    ['/settings', { touch: 'yes' }, 'touch: expected true or false'],
    ['/sessions/end', {}, 'the order: expected a "session", a "user", or "everybody": true'],
  ])('%s %j', (path, order, sentence) => {
    const { state, order: post } = start()
    const before = state()
    expect(post(path, order)).toMatchObject({ status: 400, error: sentence })
    expect(state()).toEqual(before)
  })

  test('what is no JSON', () => {
    const { ask } = start()
    const { status, body } = ask('POST', '/clock', '{"advanceSeconds"')
    expect([status, body]).toEqual([400, '{"error":"The body is no JSON."}'])
  })
})

describe('nobody else is listened to', () => {
  const advance = '{"advanceSeconds":60}'

  test.each([
    ['another page', { origin: 'http://127.0.0.1:8412' }],
    ['a page without an origin', { origin: 'null' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }],
    ['a name that leads here (DNS rebinding)', { host: 'attacker.example:8413' }],
    ['a name that looks like ours', { host: '127.0.0.1.attacker.example' }],
  ])('%s gives no order: 403', (_, headers) => {
    const { ask, state } = start()
    const before = state()
    expect(ask('POST', '/clock', advance, headers).status).toBe(403)
    expect(state()).toEqual(before)
  })

  test('nor reads a page that only calls itself so', () => {
    const { ask } = start()
    expect(ask('GET', '/state', '', { host: 'attacker.example' }).status).toBe(403)
  })

  test('a form sends no JSON: 415', () => {
    const { ask } = start()
    expect(ask('POST', '/clock', advance, { 'content-type': 'text/plain' }).status).toBe(415)
  })

  test('its own page and a command line are', () => {
    const { ask } = start()
    const page = { origin: 'http://127.0.0.1:8413', 'sec-fetch-site': 'same-origin' }
    expect(ask('POST', '/clock', advance, page).status).toBe(200)
    expect(ask('POST', '/clock', advance).status).toBe(200)
  })

  test('a GET changes nothing: 405; what is not there is 404', () => {
    const { ask, state } = start()
    const before = state()
    for (const path of ['/clock', '/policy', '/sessions/end', '/restart']) {
      expect(ask('GET', path, advance).status).toBe(405)
    }
    expect(ask('POST', '/state', '{}').status).toBe(405)
    for (const path of ['/nothing', '/toString', '/cas/login', '/favicon.ico']) {
      expect(ask('GET', path).status).toBe(404)
    }
    expect(state()).toEqual(before)
  })
})

test('its page, its style and its script are there as they were written', () => {
  const { ask } = start()
  const text = (path: string) => ask('GET', path).body
  expect(text('/')).toContain('<title>Console of the in-memory CAS</title>')
  expect(text('/console.css')).toContain('color-scheme: light dark')
  expect(text('/console.js')).toContain("addEventListener('submit', sendPolicy)")
})

test('every answer is under a strict policy and is stored nowhere', () => {
  const { ask } = start()
  for (const path of ['/', '/console.css', '/console.js', '/state', '/nothing']) {
    const headers = new Map(ask('GET', path).headers)
    expect(headers.get('Content-Security-Policy')).toMatch(
      /^default-src 'none'; script-src 'self';/,
    )
    expect(headers.get('Content-Security-Policy')).not.toContain('unsafe')
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
  }
})

describe('the listener', () => {
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  async function listening(cas: InMemoryCas): Promise<string> {
    const [server, console] = [await listen(cas), await listenConsole(cas)]
    closing.push(server.close, console.close)
    return console.url
  }

  test('a command line turns the clock, and CAS does not log it', async () => {
    const cas = createCas()
    const url = await listening(cas)
    cas.signIn('casuser')
    const turned = await fetch(`${url}clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"to":"next-limit"}',
    })
    expect(turned.status).toBe(200)
    expect(cas.sessions()).toEqual([])
    expect(cas.requests).toEqual([])
  })

  test('listens on loopback hosts only', async () => {
    const everywhere = '0.0.0.0' as '127.0.0.1'
    await expect(listenConsole(createCas(), { host: everywhere })).rejects.toThrow(RangeError)
  })

  test('one that closed has freed its port', async () => {
    const { url, close } = await listenConsole(createCas())
    expect((await fetch(url)).headers.get('content-type')).toBe('text/html; charset=utf-8')
    await close()
    await expect(fetch(url)).rejects.toThrow()
  })
})

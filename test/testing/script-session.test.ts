// Scripted sessions: the SDK's own session, to whom happens what the steps say.

import { endOf, type Session, type SessionEvents, watchSession } from 'sso-pulse'
import { expect, test, vi } from 'vitest'
import { type ScriptStep, scriptSession } from '../../sdk/testing/index.js'

const minute = 60_000

/** Every event as a line: minutes since now, the event, and what tells one from another. */
function journal(session: Session): string[] {
  const start = session.clock.now()
  const lines: string[] = []
  const on = <E extends keyof SessionEvents>(
    event: E,
    about: (detail: SessionEvents[E]) => unknown,
  ) =>
    session.on(event, (detail) => {
      const minutes = Math.floor((session.clock.now() - start) / minute)
      lines.push(`${minutes} ${event} ${about(detail)}`)
    })
  on('started', ({ user }) => user)
  on('expiring', ({ limit }) => limit)
  on('ended', ({ reason }) => reason)
  on('other-user', ({ user }) => user)
  on('trouble', ({ trouble }) => trouble?.kind)
  on('recovered', ({ status }) => status)
  return lines
}

async function heard(
  steps: readonly ScriptStep[],
  minutes: number,
  options?: Parameters<typeof scriptSession>[1],
): Promise<readonly string[]> {
  const { session, advance } = scriptSession(steps, options)
  const lines = journal(session)
  await advance({ minutes })
  return lines
}

test('signed in for ten minutes, then 503 for one, then ended', async () => {
  const script: ScriptStep[] = [
    { signedIn: 'casuser', minutes: 10 },
    { failure: { status: 503 }, minutes: 1 },
    { signedIn: false },
  ]
  expect(await heard(script, 12)).toEqual([
    '0 started casuser',
    '10 trouble server-error',
    '11 recovered signed-out',
    '11 ended ended-elsewhere',
  ])
})

test('a 503 ends nobody', async () => {
  const { session, advance } = scriptSession([
    { signedIn: 'casuser', minutes: 1 },
    { failure: { status: 503 }, minutes: 30 },
  ])
  session.subscribe(() => {})
  await advance({ minutes: 30 })
  expect(session.state).toMatchObject({ status: 'signed-in', trouble: { kind: 'server-error' } })
  await advance({ minutes: 5 })
  expect(session.state.status).toBe('signed-in')
  expect(session.state.trouble).toBeUndefined()
})

test('it is the session that watchSession gives, with the same members', () => {
  const { session } = scriptSession([{ signedIn: 'casuser' }])
  const real = watchSession('https://sso.example.org/cas')
  expect(Object.keys(session)).toEqual(Object.keys(real))
  real[Symbol.dispose]()
})

test('a script is alone: another one, or watchSession of the same address, knows nothing of it', async () => {
  const one = scriptSession([{ signedIn: 'casuser' }])
  const other = scriptSession([{ signedIn: false }])
  await one.session.check()
  await other.session.check()
  expect(one.session.state.status).toBe('signed-in')
  expect(other.session.state.status).toBe('signed-out')
  const real = watchSession(one.session.server)
  expect(real).not.toBe(one.session)
  expect(real.state.status).toBe('unknown')
  real[Symbol.dispose]()
})

test('nothing runs by itself: no timer of the machine, no request without a listener', async () => {
  const timer = vi.spyOn(globalThis, 'setTimeout')
  const fetch = vi.spyOn(globalThis, 'fetch')
  const { session, cas, advance } = scriptSession([{ signedIn: 'casuser', limits: {} }])
  await advance({ hours: 1 })
  expect(cas.requests).toEqual([])
  const stop = session.subscribe(() => {})
  await advance({ hours: 1 })
  expect(cas.requests).toHaveLength(61)
  stop()
  await advance({ hours: 1 })
  expect(cas.requests).toHaveLength(61)
  expect(timer).not.toHaveBeenCalled()
  expect(fetch).not.toHaveBeenCalled()
  vi.restoreAllMocks()
})

test('timers that a test replaced do not hold it up', async () => {
  vi.useFakeTimers()
  const lines = await heard([{ signedIn: 'casuser', minutes: 5 }, { signedIn: false }], 6)
  vi.useRealTimers()
  expect(lines).toEqual(['0 started casuser', '5 ended ended-elsewhere'])
})

test('two runs are the same to the letter', async () => {
  const run = async () => {
    const { session, advance } = scriptSession([{ signedIn: 'casuser' }])
    session.subscribe(() => {})
    await advance({ minutes: 5 })
    return JSON.stringify([session.state, session.clock.now()])
  }
  expect(await run()).toBe(await run())
})

test('it starts when it is told to', async () => {
  const { session } = scriptSession([{ signedIn: 'casuser' }], { startAt: '2027-02-03T04:05:06Z' })
  expect(new Date(session.clock.now()).toISOString()).toBe('2027-02-03T04:05:06.000Z')
})

test('a start that is no instant is refused', () => {
  expect(() => scriptSession([{ signedIn: false }], { startAt: 'soon' })).toThrow(TypeError)
})

test('an address that is none is refused', () => {
  expect(() => scriptSession([{ signedIn: false }], { url: 'sso.example.org' })).toThrow(
    'server: expected an http(s) address',
  )
})

test('an option of watchSession is checked as there', () => {
  expect(() => scriptSession([{ signedIn: false }], { timeoutMs: -1 })).toThrow(
    'timeoutMs: expected a positive number',
  )
})

test('time goes by in order: each look and each step at its own instant', async () => {
  const { session, cas, advance } = scriptSession([{ signedIn: 'casuser' }])
  const start = session.clock.now()
  session.subscribe(() => {})
  await advance({ minutes: 3, seconds: 30 })
  expect(cas.requests.map(({ at }) => at - start)).toEqual([0, minute, 2 * minute, 3 * minute])
  expect(session.clock.now() - start).toBe(3.5 * minute)
})

test('calls that nobody waits for follow one another', async () => {
  const { session, advance } = scriptSession([
    { signedIn: 'casuser', minutes: 2 },
    { signedIn: false },
  ])
  const lines = journal(session)
  const start = session.clock.now()
  void advance({ minutes: 1 })
  void advance({ minutes: 1 })
  await advance({ minutes: 1 })
  expect(session.clock.now() - start).toBe(3 * minute)
  expect(lines).toEqual(['0 started casuser', '2 ended ended-elsewhere'])
})

test('what a listener throws reaches the test, and time goes on', async () => {
  const { session, advance } = scriptSession([{ signedIn: 'casuser' }])
  session.on('started', () => {
    throw new Error('a mistake of the app')
  })
  const start = session.clock.now()
  await expect(advance({ minutes: 1 })).rejects.toThrow('a mistake of the app')
  expect(session.clock.now() - start).toBe(minute)
  await advance({ minutes: 1 })
  expect(session.clock.now() - start).toBe(2 * minute)
})

test('limits are the policy of CAS: the idle one ends the session, after warnings', async () => {
  expect(await heard([{ signedIn: 'casuser', limits: { idle: { minutes: 30 } } }], 31)).toEqual([
    '0 started casuser',
    '20 expiring idle',
    '28 expiring idle',
    '30 ended expired-idle',
  ])
})

test('the time limit ends it, however much it is used', async () => {
  const script: ScriptStep[] = [
    {
      signedIn: 'casuser',
      limits: { time: { minutes: 30 }, idle: { minutes: 20 } },
      minutes: 15,
    },
    { used: true, minutes: 10 },
    { used: true },
  ]
  expect(await heard(script, 31)).toEqual([
    '0 started casuser',
    '10 expiring idle',
    '20 expiring time',
    '28 expiring time',
    '30 ended expired-time',
  ])
})

test.each([
  [{ time: { hours: 1 } }, ['time']],
  [{ idle: { hours: 1 } }, ['idle']],
  [{ time: { hours: 2 }, idle: { hours: 1 } }, ['idle', 'time']],
  [{}, []],
  [undefined, ['idle', 'time']],
])('limits %j: the deadlines are %j', async (limits, deadlines) => {
  const { session } = scriptSession([{ signedIn: 'casuser', ...(limits && { limits }) }])
  const state = await session.check()
  expect(state.deadlines?.map(({ limit }) => limit)).toEqual(deadlines)
})

test('a use moves the idle limit, and the deadline with it', async () => {
  const { session, advance } = scriptSession([
    { signedIn: 'casuser', limits: { idle: { minutes: 30 } }, minutes: 10 },
    { used: true },
  ])
  const start = session.clock.now()
  session.subscribe(() => {})
  await advance({ minutes: 9 })
  expect(endOf(session.state)?.at).toBe(start + 30 * minute)
  await advance({ minutes: 2 })
  expect(endOf(session.state)?.at).toBe(start + 40 * minute)
})

test.each([
  ['administrator', 'ended-elsewhere', 'ended'],
  ['another-tab', 'ended-elsewhere', 'no-cookie'],
  ['new-address', 'unknown', 'unreadable'],
  ['sso-disabled', 'unknown', 'sso-disabled'],
] as const)('ended because of %s: %s, and CAS says %s', async (because, reason, seen) => {
  const { session, advance } = scriptSession([
    { signedIn: 'casuser', minutes: 1 },
    { signedIn: false, because, minutes: 10 },
    { signedIn: 'casuser' },
  ])
  session.subscribe(() => {})
  await advance({ minutes: 5 })
  expect(session.state).toMatchObject({ status: 'signed-out', reason, seen, user: 'casuser' })
  await advance({ minutes: 12 })
  expect(session.state).toMatchObject({ status: 'signed-in', user: 'casuser' })
})

test('each new address is another one', async () => {
  const moved = { signedIn: false, because: 'new-address', minutes: 10 } as const
  const script: ScriptStep[] = [{ signedIn: 'casuser', minutes: 10 }, moved]
  expect(await heard([...script, ...script], 40)).toEqual([
    '0 started casuser',
    '10 ended unknown',
    expect.stringMatching(/started casuser$/),
    expect.stringMatching(/ended unknown$/),
  ])
})

test('another tab signs out also where CAS asks for a confirmation', async () => {
  const script: ScriptStep[] = [
    { signedIn: 'casuser', minutes: 1 },
    { signedIn: false, because: 'another-tab' },
  ]
  expect(await heard(script, 3, { setup: { confirmLogout: true } })).toEqual([
    '0 started casuser',
    '1 ended ended-elsewhere',
  ])
})

test('nobody from the start: never signed in', async () => {
  const { session } = scriptSession([{ signedIn: false }])
  expect(await session.check()).toMatchObject({ status: 'signed-out', reason: 'never' })
})

test('another user takes the place of the first; every name is a user', async () => {
  expect(
    await heard([{ signedIn: 'ada', minutes: 2 }, { signedIn: 'grace' }], 3, {
      users: { ada: { password: 'x' } },
    }),
  ).toEqual(['0 started ada', '2 other-user grace'])
})

test('the same user again: nothing begins; with limits of its own a new session does', async () => {
  const signedIn = 'casuser'
  const script: ScriptStep[] = [
    { signedIn, minutes: 2 },
    { signedIn, minutes: 2 },
    { signedIn, limits: { idle: { hours: 5 } } },
  ]
  expect(await heard(script, 6)).toEqual(['0 started casuser', '4 started casuser'])
})

test.each([
  ['server-error', { status: 503 }],
  ['refused', { status: 403 }],
  ['missing', { status: 404 }],
  ['limited', { status: 429 }],
  ['login-page', { status: 302, headers: { location: '/login' } }],
  ['not-json', { body: '<p>Hello' }],
  ['wrong-shape', { headers: { 'content-type': 'application/json' }, body: '{}' }],
  ['too-large', { body: 'x'.repeat(70_000) }],
  ['unreachable', { reset: true }],
  ['timed-out', { delayMs: 20_000 }],
  ['offline', 'offline'],
] as const)('trouble %s', async (kind, failure) => {
  const script: ScriptStep[] = [
    { signedIn: 'casuser', minutes: 2 },
    { failure, minutes: 2 },
    { minutes: 5 },
  ]
  expect(await heard(script, 9)).toEqual([
    '0 started casuser',
    `2 trouble ${kind}`,
    expect.stringMatching(/recovered signed-in/),
  ])
})

test('a slow answer comes when it is due, and time goes on meanwhile', async () => {
  const { session, advance } = scriptSession([
    { signedIn: 'casuser', failure: { delayMs: 5000 }, minutes: 1 },
  ])
  session.subscribe(() => {})
  await advance({ seconds: 4 })
  expect(session.state.status).toBe('unknown')
  await advance({ seconds: 1 })
  expect(session.state.status).toBe('signed-in')
})

test('back on the network: the page looks at once', async () => {
  const { session, advance } = scriptSession([
    { signedIn: 'casuser', minutes: 1, seconds: 15 },
    { failure: 'offline', minutes: 5 },
    {},
  ])
  const causes: string[] = []
  session.on('observation', ({ cause }) => causes.push(cause))
  await advance({ minutes: 6, seconds: 15 })
  expect(causes.at(-1)).toBe('online')
  expect(session.state.trouble).toBeUndefined()
})

test('a page of another site is withheld the cookie, where the browser does so', async () => {
  const { session, cas } = scriptSession([{ signedIn: 'casuser' }], {
    origin: 'https://app.example.net',
    thirdPartyCookies: 'withheld',
    setup: { corsOrigins: ['https://app.example.net'] },
  })
  const state = await session.check()
  expect(state).toMatchObject({ status: 'unknown', trouble: { kind: 'cookie-withheld' } })
  expect(cas.sessions()).toHaveLength(1)
})

test('an origin that CAS does not list is refused the answer', async () => {
  const options = { origin: 'https://app.example.org' }
  const { session } = scriptSession([{ signedIn: 'casuser' }], options)
  expect((await session.check()).trouble?.kind).toBe('cors-blocked')
})

test('a hidden page asks for nothing; shown again, it looks at once', async () => {
  const { session, cas, advance, hide, show } = scriptSession([{ signedIn: 'casuser' }])
  const causes: string[] = []
  session.on('observation', ({ cause }) => causes.push(cause))
  await advance({ seconds: 30 })
  await hide()
  await advance({ hours: 1 })
  expect(cas.requests).toHaveLength(1)
  await show()
  expect(causes).toEqual(['start', 'visibilitychange'])
})

test('a script hides and shows the page, too', async () => {
  const { session, advance } = scriptSession([
    { signedIn: 'casuser', minutes: 1, seconds: 30 },
    { visible: false, hours: 1 },
    { visible: true },
  ])
  const causes: string[] = []
  session.on('observation', ({ cause }) => causes.push(cause))
  await advance({ hours: 1, minutes: 2 })
  expect(causes).toEqual(['start', 'stale', 'visibilitychange'])
})

test.each(['resume', 'pageshow', 'online', 'visibilitychange'] as const)(
  '%s wakes the page, unless it is hidden',
  async (by) => {
    const { session, advance, wake, hide } = scriptSession([{ signedIn: 'casuser' }])
    const causes: string[] = []
    session.on('observation', ({ cause }) => causes.push(cause))
    await advance({ seconds: 15 })
    await wake(by)
    expect(causes).toEqual(['start', by])
    await hide()
    await advance({ seconds: 15 })
    await wake(by)
    expect(causes).toEqual(['start', by])
  },
)

test('the laptop slept: CAS ended the session meanwhile, and the page learns it as it wakes up', async () => {
  const { session, cas, advance, sleep } = scriptSession([
    { signedIn: 'casuser', limits: { idle: { minutes: 30 } } },
  ])
  const causes: string[] = []
  const lines = journal(session)
  session.on('observation', ({ cause }) => causes.push(cause))
  await advance({ seconds: 30 })
  await sleep({ hours: 8 })
  expect(cas.requests).toHaveLength(2)
  expect(causes).toEqual(['start', 'late-timer'])
  expect(lines).toEqual(['0 started casuser', '480 ended expired-idle'])
})

test('while the laptop sleeps the steps happen, and the page hears of none', async () => {
  const { session, sleep } = scriptSession([
    { signedIn: 'casuser', limits: {}, hours: 1 },
    { signedIn: 'second', limits: {}, visible: false, hours: 1 },
    { signedIn: false, visible: true },
  ])
  const lines = journal(session)
  await sleep({ minutes: 1 })
  await sleep({ hours: 8 })
  expect(lines).toEqual(['0 started casuser', '481 ended ended-elsewhere'])
})

test('who stopped listening is not woken after sleep', async () => {
  const { session, cas, sleep } = scriptSession([{ signedIn: 'casuser' }])
  const stop = session.subscribe(() => {})
  await sleep({ seconds: 1 })
  const asleep = sleep({ hours: 1 })
  stop()
  await asleep
  expect(cas.requests).toHaveLength(1)
})

test('sign-out in the background is proved, as by a real session', async () => {
  const { session, cas } = scriptSession([{ signedIn: 'casuser' }])
  session.subscribe(() => {})
  expect(await session.logout({ mode: 'quiet' })).toEqual({ proved: true })
  expect(session.state).toMatchObject({ status: 'signed-out', reason: 'signed-out-here' })
  expect(cas.sessions()).toEqual([])
})

test('a full sign-out would leave the page: its address is written down', async () => {
  const { session, visited } = scriptSession([{ signedIn: 'casuser' }])
  void session.logout()
  expect(visited).toEqual(['https://sso.example.org/cas/logout'])
})

test('renew moves the idle limit where the deployer allows it', async () => {
  const options = { setup: { touch: true } }
  const { session, advance } = scriptSession([{ signedIn: 'casuser' }], options)
  session.subscribe(() => {})
  await advance({ minutes: 10 })
  expect(await session.renew()).toEqual({ renewed: true })
})

test('what no step says the server can be told', async () => {
  const { session, cas, advance } = scriptSession([{ signedIn: 'casuser' }])
  const lines = journal(session)
  await advance({ minutes: 1 })
  const heal = cas.failRegistry()
  await advance({ minutes: 1 })
  heal()
  cas.restart()
  await advance({ minutes: 3 })
  expect(lines).toEqual([
    '0 started casuser',
    '2 trouble server-error',
    '2 recovered signed-out',
    '2 ended ended-elsewhere',
  ])
})

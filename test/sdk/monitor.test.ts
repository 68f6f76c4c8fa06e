import {
  type Client,
  createClient,
  type Report,
  type SessionState,
  SsoError,
  type TroubleKind,
} from 'sso-pulse'
import { describe, expect, test, vi } from 'vitest'
import { createSession } from '../../sdk/watch-session.js'
import { pretendPage } from './pretend-page.js'
import { hour, journal, minute, secondsLeft, setStage } from './stage.js'
import { noon, turnableClock } from './turnable-clock.js'

const day = 24 * hour
const primary = { kind: 'primary', maxTimeToLiveSeconds: 28_800, timeToKillSeconds: 7200 } as const

describe('subscribing', () => {
  test('nothing is asked and no timer stands before the first subscriber', async () => {
    const { clock, cas } = setStage()
    await clock.advance(hour)
    expect(cas.requests).toEqual([])
    expect(clock.timers).toBe(0)
  })

  test('a subscriber is called at once, then on each change, and never for nothing', async () => {
    const { clock, cas, states, session, watch } = setStage()
    cas.signIn('casuser')
    watch()
    expect(states).toEqual([{ status: 'unknown' }])
    await clock.advance(10 * minute)
    expect(states.map(({ status }) => status)).toEqual(['unknown', 'signed-in'])
    expect(session.state).toBe(states[1])
    expect(session.checkedAt).toBe(noon + 10 * minute)
  })

  test('after the last subscriber nothing runs; the next one looks again when knowledge is stale', async () => {
    const { clock, cas, page, watch } = setStage()
    const stop = watch()
    await clock.advance(minute)
    expect(page.wakers).toBe(1)
    stop()
    expect(clock.timers).toBe(0)
    expect(page.wakers).toBe(0)
    const before = cas.requests.length
    await clock.advance(hour)
    expect(cas.requests).toHaveLength(before)
    watch()
    await clock.settle()
    expect(cas.requests).toHaveLength(before + 1)
  })

  test('one who only hears events counts as a subscriber', async () => {
    const { clock, cas, session } = setStage()
    const stop = session.on('ended', () => {})
    await clock.settle()
    expect(cas.requests).toHaveLength(1)
    stop()
    expect(clock.timers).toBe(0)
  })

  test('an AbortSignal ends a subscription; one that is aborted already begins none', async () => {
    const { clock, cas, session } = setStage()
    const abort = new AbortController()
    const states: SessionState[] = []
    session.subscribe((state) => states.push(state), { signal: abort.signal })
    await clock.settle()
    abort.abort()
    expect(clock.timers).toBe(0)
    const late = vi.fn()
    session.subscribe(late, { signal: abort.signal })
    await clock.advance(hour)
    expect(late).not.toHaveBeenCalled()
    expect(cas.requests).toHaveLength(1)
  })

  test('stopping twice stops nobody else', async () => {
    const { clock, session } = setStage()
    const stop = session.subscribe(() => {})
    session.subscribe(() => {})
    await clock.settle()
    stop()
    stop()
    expect(clock.timers).toBe(1)
  })

  test("a listener's exception is reported by the platform, and breaks nobody else", async () => {
    const { clock, cas, session } = setStage()
    cas.signIn('casuser')
    const bug = new Error('bug')
    const after = vi.fn()
    session.subscribe(() => {
      throw bug
    })
    session.on('observation', () => {
      throw bug
    })
    session.subscribe(after)
    await clock.advance(2 * minute)
    expect(after.mock.lastCall?.[0]).toMatchObject({ status: 'signed-in' })
    expect(new Set(clock.thrown)).toEqual(new Set([bug]))
    expect(cas.requests.length).toBeGreaterThan(1)
  })

  test('a listener that a listener stopped hears nothing more', async () => {
    const { clock, session } = setStage()
    const second = vi.fn()
    let stopSecond = () => {}
    session.on('observation', () => stopSecond())
    stopSecond = session.on('observation', second)
    await clock.settle()
    expect(second).not.toHaveBeenCalled()
  })

  test('a listener may arm itself anew while it is told', async () => {
    const { clock, session } = setStage()
    let heard = 0
    const arm = () => {
      const stop = session.on('observation', () => {
        heard += 1
        stop()
        arm()
      })
    }
    arm()
    await clock.advance(minute)
    expect(heard).toBe(2)
  })

  test('dispose ends all subscriptions; check still works', async () => {
    const { clock, page, session, watch } = setStage()
    watch()
    await clock.settle()
    session[Symbol.dispose]()
    expect(clock.timers).toBe(0)
    expect(page.wakers).toBe(0)
    await expect(session.check()).resolves.toMatchObject({ status: 'signed-out' })
    expect(clock.timers).toBe(0)
  })
})

describe('the pace', () => {
  test('once a minute while visible: at most 60 looks an hour from staleness', async () => {
    const { clock, cas, watch } = setStage()
    watch()
    await clock.advance(hour)
    expect(cas.requests.length).toBeGreaterThan(58)
    expect(cas.requests.length).toBeLessThanOrEqual(61)
  })

  test('maxStalenessMs is an option', async () => {
    const { clock, cas, watch } = setStage({ maxStalenessMs: 5 * minute })
    watch()
    await clock.advance(hour - 1)
    expect(cas.requests).toHaveLength(12)
  })

  test('a hidden page looks when a deadline passes, and never else', async () => {
    const { clock, cas, page, looks, watch } = setStage({ setup: { policy: primary } })
    cas.signIn('casuser')
    watch()
    await clock.settle()
    page.seen = false
    page.wakeBy('visibilitychange')
    await clock.advance(3 * hour)
    expect(looks.map(({ cause }) => cause)).toEqual(['start', 'visibilitychange', 'deadline'])
  })

  test.each(['visibilitychange', 'pageshow', 'resume', 'online'] as const)(
    'a wake (%s) looks at once',
    async (cause) => {
      const { clock, page, looks, watch } = setStage()
      watch()
      await clock.advance(30_000)
      page.wakeBy(cause)
      await clock.settle()
      expect(looks.at(-1)).toMatchObject({ cause, askedAt: noon + 30_000 })
    },
  )

  test('wakes together are one look', async () => {
    const { clock, page, looks, watch } = setStage()
    watch()
    await clock.advance(30_000)
    page.wakeBy('resume')
    page.wakeBy('pageshow')
    page.wakeBy('visibilitychange')
    await clock.advance(50_000)
    expect(looks.map(({ askedAt }) => askedAt - noon)).toEqual([0, 30_000])
  })

  test('a page that comes back from the cache does not wait for what it asked before', async () => {
    const { clock, cas, page, session, looks, watch } = setStage()
    cas.signIn('casuser')
    watch()
    await clock.advance(30_000)
    cas.fail({ delayMs: minute, times: 1 })
    page.wakeBy('online')
    await clock.advance(5000)
    cas.endSession()
    page.wakeBy('pageshow')
    await clock.settle()
    expect(session.state.status).toBe('signed-out')
    await clock.advance(10_000)
    expect(session.state).toMatchObject({ status: 'signed-out', trouble: undefined })
    expect(looks.map(({ cause }) => cause)).toEqual(['start', 'pageshow', 'online'])
  })

  test('a page that becomes hidden lets its routine timer fall', async () => {
    const { clock, cas, page, watch } = setStage({ warnBeforeMs: [] })
    cas.signIn('casuser')
    watch()
    await clock.advance(1000)
    const after = vi.spyOn(clock, 'after')
    page.seen = false
    page.wakeBy()
    expect(clock.timers).toBe(1)
    // The next is just after the idle limit.
    expect(after).toHaveBeenCalledExactlyOnceWith(2 * hour - 1000 + 500, expect.any(Function))
  })

  test('a wake within 10 s of a look waits for the rest of them', async () => {
    const { clock, page, looks, watch } = setStage()
    watch()
    await clock.advance(4000)
    page.wakeBy('online')
    await clock.advance(20_000)
    expect(looks.map(({ askedAt }) => askedAt - noon)).toEqual([0, 10_000])
  })

  test('an unreadable cookie makes the server ask for a slow pace: five minutes and some jitter', async () => {
    const { clock, cas, watch, asked } = setStage({ random: () => 0.9 })
    cas.browser.setCookie('TGC', 'garbage', '/cas')
    watch()
    await clock.advance(5 * minute + 8999)
    expect(asked()).toHaveLength(1)
    await clock.advance(1)
    expect(asked()).toHaveLength(2)
  })

  test('waits beyond 24.8 days are cut into what a timer can hold', async () => {
    const month = { kind: 'time', maxTimeToLiveSeconds: 90 * 86_400 } as const
    const { clock, cas, page, looks, watch } = setStage({ setup: { policy: month } })
    cas.signIn('casuser')
    page.seen = false
    watch()
    await clock.advance(89 * day)
    expect(looks).toHaveLength(1)
    await clock.advance(day + 1000)
    expect(looks.map(({ cause }) => cause)).toEqual(['start', 'deadline'])
    expect(clock.longestMs).toBeLessThan(2 ** 31)
  })
})

describe('failures', () => {
  test('what was known stays, and its age grows', async () => {
    const { clock, cas, session, watch } = setStage()
    cas.signIn('casuser')
    watch()
    await clock.advance(2 * minute + 1000)
    cas.fail({ status: 503, body: '' })
    await clock.advance(hour)
    expect(session.state).toMatchObject({
      status: 'signed-in',
      user: 'casuser',
      checkedAt: noon + 2 * minute,
      trouble: { kind: 'server-error', httpStatus: 503, since: noon + 3 * minute },
    })
  })

  test('looks back off to at most four intervals, and recover by themselves', async () => {
    const { clock, cas, looks, session, watch } = setStage({ random: () => 0.999 })
    watch()
    const mend = cas.fail({ reset: true })
    await clock.advance(hour)
    const asked = looks.map(({ askedAt }) => askedAt)
    const gaps = asked.slice(1).map((at, n) => Math.round((at - (asked[n] ?? 0)) / minute))
    expect(gaps.slice(0, 5)).toEqual([1, 2, 4, 4, 4])
    mend()
    await clock.advance(4 * minute)
    expect(session.state).toEqual(expect.objectContaining({ status: 'signed-out' }))
    expect(session.state.trouble).toBeUndefined()
  })

  test('Retry-After and pollAfterSeconds are a floor that no wake breaks, with jitter on top', async () => {
    const { clock, cas, page, looks, watch } = setStage({ random: () => 0.2 })
    cas.fail({ status: 503, headers: { 'Retry-After': '300' } })
    watch()
    for (let second = 0; second < 301; second += 20) {
      page.wakeBy('online')
      await clock.advance(20_000)
    }
    expect(looks.map(({ askedAt }) => askedAt - noon)).toEqual([0, 302_000])
  })

  test('a wish of days is not believed: an hour at most', async () => {
    const { clock, cas, looks, watch } = setStage({ random: () => 0 })
    cas.fail({ status: 429, headers: { 'Retry-After': '1000000' } })
    watch()
    await clock.advance(hour - 1)
    expect(looks).toHaveLength(1)
    await clock.advance(1)
    expect(looks).toHaveLength(2)
  })

  test('a wake resets our own back-off', async () => {
    const { clock, cas, page, looks, watch } = setStage({ random: () => 0.999 })
    cas.fail({ reset: true })
    watch()
    await clock.advance(8 * minute)
    const before = looks.length
    page.wakeBy('online')
    await clock.settle()
    expect(looks).toHaveLength(before + 1)
  })

  test('a wake during a look that fails is not lost; one look follows it, not a row', async () => {
    const { clock, cas, page, looks, watch } = setStage({ random: () => 0.999 })
    cas.fail({ delayMs: 2000, reset: true })
    watch()
    await clock.advance(1000)
    page.wakeBy('online')
    await clock.advance(minute)
    expect(looks.map(({ cause }) => cause)).toEqual(['start', 'online'])
  })

  test('check overrides back-off and wish', async () => {
    const { clock, cas, session, watch } = setStage()
    cas.fail({ status: 429, headers: { 'Retry-After': '3600' }, times: 1 })
    watch()
    await clock.settle()
    await expect(session.check()).resolves.toMatchObject({ status: 'signed-out' })
  })
})

describe('check', () => {
  test('without a subscriber is one request and no timer', async () => {
    const { clock, cas, session } = setStage()
    cas.signIn('casuser')
    await expect(session.check()).resolves.toMatchObject({ status: 'signed-in' })
    await clock.advance(hour)
    expect(cas.requests).toHaveLength(1)
    expect(clock.timers).toBe(0)
  })

  test('joins a look under way', async () => {
    const { cas, session, watch } = setStage()
    watch()
    await Promise.all([session.check(), session.check()])
    expect(cas.requests).toHaveLength(1)
  })

  test('resolves also when the look fails: the state tells', async () => {
    const { cas, session } = setStage()
    cas.fail({ status: 500 })
    await expect(session.check()).resolves.toMatchObject({ trouble: { kind: 'server-error' } })
  })
})

describe('the end of a session', () => {
  test('the idle limit: known to the second, and proved by a look just after it', async () => {
    const { clock, cas, session, watch, looks } = setStage({ setup: { policy: primary } })
    cas.signIn('casuser')
    const events = journal(session)
    watch()
    await clock.advance(2 * hour - 1)
    expect(session.state.status).toBe('signed-in')
    await clock.advance(1001)
    expect(session.state).toMatchObject({
      status: 'signed-out',
      reason: 'expired-idle',
      user: 'casuser',
      endedAt: noon + 2 * hour,
    })
    expect(looks.at(-1)).toMatchObject({ cause: 'deadline', askedAt: noon + 2 * hour + 500 })
    expect(events).toEqual([
      'started casuser',
      'expiring idle 600',
      'expiring idle 120',
      'ended expired-idle',
    ])
  })

  test('the time limit, while services keep the session in use', async () => {
    const { clock, cas, session, watch } = setStage({
      setup: { policy: { ...primary, maxTimeToLiveSeconds: 3 * 3600 } },
    })
    cas.signIn('casuser')
    watch()
    await clock.advance(1.5 * hour)
    cas.signIn('casuser', { service: 'http://127.0.0.1:9000/app' })
    await clock.advance(hour)
    expect(secondsLeft(session.state, clock.now())).toBeGreaterThan(0)
    await clock.advance(2 * hour)
    expect(session.state).toMatchObject({ status: 'signed-out' })
  })

  test.each([
    [3_600_000, 'an hour ahead'],
    [-3_600_000, 'an hour behind'],
  ])("a server's clock that is wrong by %s ms (%s) changes nothing", async (serverAheadMs) => {
    const { clock, cas, session, watch } = setStage({ setup: { policy: primary }, serverAheadMs })
    cas.signIn('casuser')
    watch()
    await clock.advance(hour)
    expect(secondsLeft(session.state, clock.now())).toBe(3600)
    await clock.advance(hour + 1000)
    expect(session.state).toMatchObject({ reason: 'expired-idle', endedAt: noon + 2 * hour })
  })

  test('slow answers, whose time is unevenly spent, move no deadline', async () => {
    const { clock, cas, session, states, watch } = setStage({ setup: { policy: primary } })
    cas.signIn('casuser')
    watch()
    await clock.advance(minute)
    cas.fail({ delayMs: 6000 })
    await clock.advance(30 * minute)
    expect(states).toHaveLength(2)
    expect(session.state).toBe(states[1])
  })

  test('an administrator ended it: noticed when knowledge is stale, ended elsewhere', async () => {
    const { clock, cas, session, watch } = setStage()
    cas.signIn('casuser')
    watch()
    await clock.advance(90_000)
    cas.endSession()
    await clock.advance(minute)
    expect(session.state).toMatchObject({ reason: 'ended-elsewhere', seen: 'ended' })
  })

  test('signed out in another tab: the cookie is gone, ended elsewhere', async () => {
    const { clock, cas, page, session, watch } = setStage()
    cas.signIn('casuser')
    watch()
    await clock.advance(30_000)
    await cas.fetch(`${cas.url}/logout`)
    page.wakeBy('visibilitychange')
    await clock.settle()
    expect(session.state).toMatchObject({ reason: 'ended-elsewhere', seen: 'no-cookie' })
  })

  test('single sign-on is switched off meanwhile: unknown, with what was seen', async () => {
    const { clock, cas, session, watch } = setStage()
    cas.signIn('casuser')
    watch()
    await clock.settle()
    cas.configure({ ssoEnabled: false })
    await clock.advance(minute)
    expect(session.state).toMatchObject({ reason: 'unknown', seen: 'sso-disabled' })
  })

  test('another user signed in: an event of its own', async () => {
    const { clock, cas, session, watch } = setStage()
    cas.signIn('casuser')
    const events = journal(session)
    watch()
    await clock.settle()
    cas.signIn('second')
    await clock.advance(minute)
    expect(session.state).toMatchObject({ user: 'second' })
    expect(events).toEqual(['started casuser', 'other-user second'])
  })

  test('a server that never ends it has no deadline and warns of none', async () => {
    const { clock, cas, session, watch } = setStage({ setup: { policy: { kind: 'never' } } })
    cas.signIn('casuser')
    const events = journal(session)
    watch()
    await clock.advance(12 * hour)
    expect(session.state).toMatchObject({ status: 'signed-in', deadlines: [] })
    expect(events).toEqual(['started casuser'])
  })

  test('across sites a missing cookie is no proof: unknown, cookie withheld', async () => {
    const { clock, page, session, watch } = setStage()
    page.elsewhere = true
    watch()
    await clock.settle()
    expect(session.state).toMatchObject({ status: 'unknown', trouble: { kind: 'cookie-withheld' } })
  })
})

describe('a machine that slept', () => {
  test('tells the truth in its first report: no warning from before', async () => {
    const { clock, cas, session, watch } = setStage({ setup: { policy: primary } })
    cas.signIn('casuser')
    watch()
    await clock.advance(30_000)
    const events = journal(session)
    clock.jump(3 * hour)
    await clock.advance(minute)
    expect(events).toEqual(['ended expired-idle'])
  })

  test('before the end: looks first, then warns with what is true now', async () => {
    const { clock, cas, session, looks, watch } = setStage({ setup: { policy: primary } })
    cas.signIn('casuser')
    watch()
    await clock.advance(30_000)
    const events = journal(session)
    clock.jump(hour + 54 * minute)
    await clock.advance(30_000)
    expect(looks.at(-1)?.cause).toBe('late-timer')
    expect(events).toEqual(['expiring idle 300'])
  })

  test('in a hidden page a late timer looks too', async () => {
    const { clock, cas, page, session, watch } = setStage({ setup: { policy: primary } })
    cas.signIn('casuser')
    page.seen = false
    watch()
    await clock.advance(110 * minute - 1000)
    clock.jump(hour)
    await clock.advance(1000)
    expect(session.state).toMatchObject({ reason: 'expired-idle' })
  })

  test('woken by the page before its timer fires', async () => {
    const { clock, cas, page, session, watch } = setStage({ setup: { policy: primary } })
    cas.signIn('casuser')
    watch()
    await clock.advance(30_000)
    const events = journal(session)
    clock.jump(3 * hour)
    page.wakeBy('resume')
    await clock.settle()
    expect(events).toEqual(['ended expired-idle'])
  })

  test('a clock that is set back is measured anew, and the deadlines stay true', async () => {
    const { clock, cas, session, watch } = setStage({ setup: { policy: primary } })
    // The server's clock is right: it goes on.
    const right = () => clock.now() + offByMs
    let offByMs = 0
    Object.assign(cas.clock, { now: right })
    cas.signIn('casuser')
    watch()
    await clock.advance(30 * minute)
    expect(secondsLeft(session.state, clock.now())).toBe(5400)
    clock.jump(-hour)
    offByMs = hour
    await clock.advance(2 * minute)
    expect(secondsLeft(session.state, clock.now())).toBe(5280)
  })
})

describe('expiring', () => {
  test('is told once for a session, deadline and threshold, however often we look', async () => {
    const { clock, cas, session, watch } = setStage({ setup: { policy: primary } })
    cas.signIn('casuser')
    const events = journal(session)
    watch()
    await clock.advance(hour + 59 * minute)
    expect(events).toEqual(['started casuser', 'expiring idle 600', 'expiring idle 120'])
  })

  test('one who opens late hears of the nearest threshold only', async () => {
    const { clock, cas, session, watch } = setStage({ setup: { policy: primary } })
    cas.signIn('casuser')
    await clock.advance(hour + 59 * minute)
    const events = journal(session)
    watch()
    await clock.advance(30_000)
    expect(events).toEqual(['started casuser', 'expiring idle 60'])
  })

  test('a deadline that moved is told again', async () => {
    const { clock, cas, session, watch } = setStage({
      setup: { policy: { kind: 'idle', timeToKillSeconds: 900 }, touch: true },
      headers: { origin: 'http://127.0.0.1:8080' },
    })
    cas.signIn('casuser')
    const events = journal(session)
    watch()
    await clock.advance(6 * minute)
    await session.renew()
    await clock.advance(6 * minute)
    expect(events).toEqual(['started casuser', 'expiring idle 600', 'expiring idle 600'])
  })

  test('thresholds are options; none means no warning', async () => {
    const { clock, cas, session, watch } = setStage({
      setup: { policy: primary },
      warnBeforeMs: [],
    })
    cas.signIn('casuser')
    const events = journal(session)
    watch()
    await clock.advance(hour + 59 * minute)
    expect(events).toEqual(['started casuser'])
  })

  test('a listener that stops everything while it is told leaves no timer', async () => {
    const { clock, cas, session, watch } = setStage({ setup: { policy: primary } })
    cas.signIn('casuser')
    const stop = watch()
    const stopWarning = session.on('expiring', () => {
      stop()
      stopWarning()
    })
    await clock.advance(hour + 55 * minute)
    expect(clock.timers).toBe(0)
  })
})

describe('a deadline of configured numbers', () => {
  test('causes one look when it passes, no end and no blame', async () => {
    const { actuatorSso } = await import('sso-pulse/sources')
    const { clock, cas, page, session, looks, watch } = setStage({
      setup: { policy: { kind: 'never' }, ssoActuator: 'open' },
      source: actuatorSso({ maxTimeToLiveSeconds: 600 }),
      warnBeforeMs: [],
    })
    cas.signIn('casuser')
    page.seen = false
    watch()
    await clock.advance(hour)
    expect(looks.map(({ cause }) => cause)).toEqual(['start', 'deadline'])
    expect(session.state.status).toBe('signed-in')
    cas.endSession()
    await expect(session.check()).resolves.toMatchObject({ reason: 'unknown' })
  })
})

describe('a quiet sign-out', () => {
  test('is proved by a look before and one after by the same route', async () => {
    const { cas, session, watch, asked } = setStage()
    cas.signIn('casuser')
    const events = journal(session)
    watch()
    await session.check()
    expect(await session.logout({ mode: 'quiet' })).toEqual({ proved: true })
    expect(cas.sessions()).toEqual([])
    expect(session.state).toMatchObject({ reason: 'signed-out-here', user: 'casuser' })
    expect(events).toEqual(['started casuser', 'ended signed-out-here'])
    expect(asked().slice(-3)).toEqual([
      'GET /cas/isloggedin',
      'GET /cas/logout',
      'GET /cas/isloggedin',
    ])
  })

  test.each([
    { confirmLogout: true },
    { followServiceRedirects: true },
    { redirectUrl: 'https://elsewhere.example.org/' },
  ])('works whatever the deployer configured: %o', async (setup) => {
    const { cas, session } = setStage({ setup })
    cas.signIn('casuser')
    expect(await session.logout({ mode: 'quiet' })).toEqual({ proved: true })
    expect(cas.sessions()).toEqual([])
  })

  test('asked twice at once, it is one', async () => {
    const { cas, session, asked } = setStage()
    cas.signIn('casuser')
    const both = [session.logout({ mode: 'quiet' }), session.logout({ mode: 'quiet' })]
    expect(await Promise.all(both)).toEqual([{ proved: true }, { proved: true }])
    expect(asked().filter((path) => path.endsWith('/logout'))).toHaveLength(1)
  })

  test('is not proved where the server keeps the session', async () => {
    const { cas, session } = setStage()
    cas.signIn('casuser')
    cas.fail({ path: 'logout', status: 400 })
    expect(await session.logout({ mode: 'quiet' })).toEqual({ proved: false })
    expect(session.state.status).toBe('signed-in')
  })

  test('a cookie that is withheld proves nothing', async () => {
    const { cas, page, session } = setStage()
    cas.signIn('casuser', { browser: null })
    expect(await session.logout({ mode: 'quiet' })).toEqual({ proved: false })
    page.elsewhere = true
    expect(await session.logout({ mode: 'quiet' })).toEqual({ proved: false })
    expect(cas.sessions()).toHaveLength(1)
  })

  /** A client whose answers come when the test says so. */
  function byHand() {
    const clock = turnableClock()
    const looks: { answer(report: Report): void; fail(kind: TroubleKind): void }[] = []
    let endLogout = () => {}
    const client: Client = {
      ...createClient('https://sso.example.org/cas'),
      status: () =>
        new Promise((answer, reject) => {
          looks.push({ answer, fail: (kind) => reject(new SsoError(kind)) })
        }),
      logout: () =>
        new Promise((done) => {
          endLogout = done
        }),
    }
    const session = createSession(client, { clock, environment: pretendPage() }, () => {})
    const here: Report = { signedIn: true, principal: 'casuser' }
    const gone: Report = { signedIn: false, reason: 'no-cookie' }
    return { clock, looks, session, here, gone, endLogout: () => endLogout() }
  }

  test('a look that began before CAS heard of it proves nothing and takes nothing away', async () => {
    const { clock, looks, session, here, gone, endLogout } = byHand()
    const leaving = session.logout({ mode: 'quiet' })
    looks[0]?.answer(here)
    await clock.settle()
    void session.check()
    endLogout()
    await clock.settle()
    looks[1]?.answer(here)
    await clock.settle()
    looks[2]?.answer(gone)
    expect(await leaving).toEqual({ proved: true })
    expect(session.state).toMatchObject({ reason: 'signed-out-here' })
  })

  test('however often others look while CAS ends it, the end is our own', async () => {
    const { clock, looks, session, here, gone, endLogout } = byHand()
    const leaving = session.logout({ mode: 'quiet' })
    for (const report of [here, here, gone]) {
      void session.check()
      looks.at(-1)?.answer(report)
      await clock.settle()
    }
    expect(session.state).toMatchObject({ reason: 'signed-out-here' })
    endLogout()
    await clock.settle()
    looks.at(-1)?.answer(gone)
    expect(await leaving).toEqual({ proved: true })
  })

  test('is not proved while CAS cannot be asked; the end that shows later is still our own', async () => {
    const { clock, looks, session, here, gone, endLogout } = byHand()
    const leaving = session.logout({ mode: 'quiet' })
    looks[0]?.answer(here)
    await clock.settle()
    endLogout()
    await clock.settle()
    looks[1]?.fail('unreachable')
    expect(await leaving).toEqual({ proved: false })
    expect(session.state).toMatchObject({ status: 'signed-in', trouble: { kind: 'unreachable' } })
    void session.check()
    looks[2]?.answer(gone)
    await clock.settle()
    expect(session.state).toMatchObject({ status: 'signed-out', reason: 'signed-out-here' })
  })

  test('an end that comes later is not taken for our own sign-out', async () => {
    const { clock, cas, session, watch } = setStage()
    cas.signIn('casuser')
    watch()
    cas.fail({ path: 'logout', status: 400 })
    await session.logout({ mode: 'quiet' })
    await clock.advance(2 * minute)
    cas.endSession()
    await clock.advance(minute)
    expect(session.state).toMatchObject({ reason: 'ended-elsewhere' })
  })
})

describe('a full sign-out', () => {
  test("leaves this page for CAS's own, with the application to come back to", () => {
    const { page, session, cas } = setStage()
    void session.logout({ service: 'https://app.example.org/', redirectParameter: 'url' })
    void session.logout()
    expect(page.visited).toEqual([
      `${cas.url}/logout?url=https%3A%2F%2Fapp.example.org%2F`,
      `${cas.url}/logout`,
    ])
    expect(cas.requests).toEqual([])
  })

  test('is not asked again by CAS where somebody confirmed it', () => {
    const { page, session, cas } = setStage()
    void session.logout({ confirmed: true })
    expect(page.visited).toEqual([`${cas.url}/logout?LogoutRequestConfirmed=true`])
  })
})

describe('renewing', () => {
  const headers = { origin: 'http://127.0.0.1:8080' }

  test('moves the idle limit where the deployer allows it', async () => {
    const { clock, cas, session, watch } = setStage({
      setup: { policy: primary, touch: true },
      headers,
    })
    cas.signIn('casuser')
    watch()
    await clock.advance(hour)
    expect(await session.renew()).toEqual({ renewed: true })
    expect(secondsLeft(session.state, clock.now())).toBe(7200)
  })

  test('is never automatic, and looking is no activity', async () => {
    const { clock, cas, session, watch, asked } = setStage({
      setup: { policy: primary, touch: true },
    })
    cas.signIn('casuser')
    watch()
    await clock.advance(hour)
    expect(secondsLeft(session.state, clock.now())).toBe(3600)
    expect(asked().some((path) => path.startsWith('POST'))).toBe(false)
  })

  test('without a session nothing was renewed', async () => {
    const { session } = setStage({ setup: { touch: true }, headers })
    expect(await session.renew()).toEqual({ renewed: false })
  })

  test('is refused for a throttled session, which a use too soon would end', async () => {
    const { cas, session } = setStage({
      setup: {
        policy: { kind: 'throttled', timeToKillSeconds: 1800, timeInBetweenUsesSeconds: 2 },
        touch: true,
      },
      headers,
    })
    cas.signIn('casuser')
    await expect(session.renew()).rejects.toMatchObject({ kind: 'refused' })
    expect(session.state).toMatchObject({ status: 'signed-in', throttled: true })
  })

  test('rejects with a kind where it is not allowed, and that is no trouble of the session', async () => {
    const { cas, session } = setStage()
    cas.signIn('casuser')
    await expect(session.renew()).rejects.toMatchObject({ kind: 'missing' })
    expect(session.state.trouble).toBeUndefined()
  })
})

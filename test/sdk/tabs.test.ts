import { describe, expect, test } from 'vitest'
import { pretendTabs, show } from './pretend-tabs.js'
import { hour, minute, secondsLeft } from './stage.js'

const primary = { kind: 'primary', maxTimeToLiveSeconds: 28_800, timeToKillSeconds: 7200 } as const

describe('tabs of one origin', () => {
  test.each([1, 2, 10, 100])(
    '%i visible tabs ask once a minute, all of them know',
    async (count) => {
      const { clock, cas, open, looks } = pretendTabs()
      cas.signIn('casuser')
      const tabs = Array.from({ length: count }, () => open())
      await clock.advance(10 * minute)
      expect(looks()).toBeGreaterThanOrEqual(10)
      expect(looks()).toBeLessThanOrEqual(11)
      for (const { session } of tabs) expect(session.state.status).toBe('signed-in')
      cas.endSession()
      await clock.advance(minute + 1000)
      for (const { events } of tabs)
        expect(events).toEqual(['started casuser', 'ended ended-elsewhere'])
    },
    60_000,
  )

  test('a state that another tab confirmed keeps its identity here', async () => {
    const { clock, cas, open } = pretendTabs()
    cas.signIn('casuser')
    const tabs = [open(), open()]
    await clock.advance(10 * minute)
    for (const { states } of tabs) expect(states).toHaveLength(2)
    for (const { session } of tabs) expect(session.checkedAt).toBeGreaterThan(clock.now() - minute)
  })

  test('one that is opened late knows at once, without a look of its own', async () => {
    const { clock, cas, open, looks } = pretendTabs({ setup: { policy: primary } })
    cas.signIn('casuser')
    const first = open()
    await clock.advance(30_000)
    const before = looks()
    const late = open()
    await clock.settle()
    expect(late.session.state).toEqual(first.session.state)
    expect(late.events).toEqual(['started casuser'])
    expect(looks()).toBe(before)
  })

  test('one that is opened late hears of the trouble beside the last knowledge', async () => {
    const { clock, cas, open } = pretendTabs()
    cas.signIn('casuser')
    open()
    await clock.advance(5000)
    cas.fail({ status: 503 })
    await clock.advance(minute)
    const late = open()
    await clock.settle()
    expect(late.session.state).toMatchObject({
      status: 'signed-in',
      user: 'casuser',
      trouble: { kind: 'server-error' },
    })
  })

  test('where the one that asked last is gone, a late one asks itself', async () => {
    const { clock, cas, open, looks } = pretendTabs()
    cas.signIn('casuser')
    const first = open()
    await clock.advance(1000)
    first.close()
    const late = open()
    await clock.advance(1000)
    expect(late.session.state.status).toBe('signed-in')
    expect(looks()).toBe(2)
  })

  test('two that wake at once ask once', async () => {
    const { clock, cas, open, looks } = pretendTabs()
    cas.signIn('casuser')
    const tabs = [open(), open()]
    await clock.advance(20_000)
    const before = looks()
    for (const { page } of tabs) page.wakeBy('online')
    await clock.advance(5000)
    expect(looks()).toBe(before + 1)
  })

  test('one wakes ten seconds after another asked, not sooner', async () => {
    const { clock, cas, open, looks } = pretendTabs()
    cas.signIn('casuser')
    const [one, other] = [open(), open()]
    await clock.advance(20_000)
    const before = looks()
    one.page.wakeBy('online')
    await clock.advance(4000)
    other.page.wakeBy('visibilitychange')
    await clock.advance(4000)
    expect(looks()).toBe(before + 1)
  })

  test('a deadline that all of them wait for is settled by one look', async () => {
    const { clock, cas, open, looks } = pretendTabs({ setup: { policy: primary } })
    cas.signIn('casuser')
    const tabs = Array.from({ length: 10 }, () => open())
    for (const { page } of tabs) page.seen = false
    await clock.advance(hour)
    const before = looks()
    await clock.advance(hour + 2000)
    expect(looks()).toBe(before + 1)
    for (const { session } of tabs) expect(session.state).toMatchObject({ reason: 'expired-idle' })
  })

  test('hidden ones ask for nothing, and hear what a visible one learned', async () => {
    const { clock, cas, open, looks } = pretendTabs()
    cas.signIn('casuser')
    const hidden = Array.from({ length: 9 }, () => open())
    for (const { page } of hidden) page.seen = false
    await clock.advance(hour)
    expect(looks()).toBe(1)
    const seen = open()
    cas.endSession()
    await clock.advance(2 * minute)
    for (const { session } of [seen, ...hidden]) expect(session.state.status).toBe('signed-out')
  })

  test('an idle hidden one sets no timer but that of the deadline', async () => {
    const { clock, cas, open } = pretendTabs({ setup: { policy: primary }, warnBeforeMs: [] })
    cas.signIn('casuser')
    const { page } = open()
    page.seen = false
    await clock.advance(minute)
    expect(clock.timers).toBe(1)
  })

  test('a sign-out is told to all as a result', async () => {
    const { clock, cas, open, looks } = pretendTabs()
    cas.signIn('casuser')
    const [here, there] = [open(), open()]
    await clock.advance(20_000)
    const before = looks()
    await here.session.logout({ mode: 'quiet' })
    await clock.settle()
    expect(there.session.state).toMatchObject({ status: 'signed-out', reason: 'signed-out-here' })
    expect(there.events).toEqual(['started casuser', 'ended signed-out-here'])
    // One look before, one after, both by the tab that signed out.
    expect(looks()).toBe(before + 2)
  })

  test('also one that watches nothing tells the others that it signed out', async () => {
    const { clock, cas, origin, open } = pretendTabs()
    cas.signIn('casuser')
    const watching = open()
    const acting = open()
    await clock.advance(20_000)
    acting.close()
    await acting.session.logout({ mode: 'quiet' })
    await clock.settle()
    expect(watching.session.state).toMatchObject({ reason: 'signed-out-here' })
    expect(origin.openChannels).toBe(1)
  })

  test('another user is told by name in each', async () => {
    const { clock, cas, open } = pretendTabs()
    cas.signIn('casuser')
    const tabs = [open(), open()]
    await clock.advance(5000)
    cas.signIn('second')
    await clock.advance(minute)
    for (const { events } of tabs) expect(events).toEqual(['started casuser', 'other-user second'])
  })

  test('warnings are told in each, at the same instant', async () => {
    const { clock, cas, open } = pretendTabs({ setup: { policy: primary } })
    cas.signIn('casuser')
    const tabs = [open(), open()]
    await clock.advance(hour + 51 * minute)
    for (const { events } of tabs) expect(events).toEqual(['started casuser', 'expiring idle 600'])
    for (const { session } of tabs) expect(secondsLeft(session.state, clock.now())).toBe(540)
  })

  test('other servers, sources and headers are other sessions', async () => {
    const { clock, cas, open, looks } = pretendTabs()
    cas.signIn('casuser')
    open()
    await clock.settle()
    open({ headers: { authorization: 'other' } })
    await clock.advance(1000)
    expect(looks()).toBe(2)
  })
})

describe('a tab that asks and is gone', () => {
  test.each(['closed', 'frozen'] as const)(
    '%s between two looks, the others go on',
    async (how) => {
      const { clock, cas, open, looks } = pretendTabs()
      cas.signIn('casuser')
      const [poller, ...others] = [open(), open(), open()]
      await clock.advance(30_000)
      if (how === 'closed') poller.close()
      else poller.freeze()
      const before = looks()
      cas.endSession()
      await clock.advance(minute)
      expect(looks()).toBe(before + 1)
      for (const { session } of others) expect(session.state.status).toBe('signed-out')
    },
  )

  test.each([
    ['frozen', { hears: false }],
    ['frozen, but it hears as in Chromium', { hears: true }],
  ])('%s while it asks: another waits ten seconds, then asks itself', async (_, freeze) => {
    const { clock, cas, open, looks } = pretendTabs()
    cas.signIn('casuser')
    const [poller, other] = [open(), open()]
    other.page.seen = false
    await clock.advance(59_000)
    cas.fail({ delayMs: 5000, times: 1 })
    await clock.advance(2000)
    poller.freeze(freeze)
    cas.endSession()
    const before = looks()
    show(other)
    await clock.advance(8000)
    expect(looks()).toBe(before)
    await clock.advance(2000)
    expect(looks()).toBe(before + 1)
    expect(other.session.state.status).toBe('signed-out')
  })

  test('who woke up meanwhile does not forget it', async () => {
    const { clock, cas, open, looks } = pretendTabs()
    cas.signIn('casuser')
    const [poller, other] = [open(), open()]
    await clock.advance(20_000)
    cas.fail({ delayMs: minute, times: 1 })
    poller.page.wakeBy('online')
    await clock.advance(1000)
    poller.freeze({ hears: true })
    const before = looks()
    other.page.wakeBy('online')
    await clock.advance(10_000)
    expect(looks()).toBe(before + 1)
  })

  test('one that is opened meanwhile waits no longer than the others', async () => {
    const { clock, cas, open, looks } = pretendTabs()
    cas.signIn('casuser')
    cas.fail({ delayMs: minute, times: 1 })
    const poller = open()
    await clock.advance(1000)
    poller.freeze({ hears: true })
    await clock.advance(6000)
    const late = open()
    await clock.advance(2000)
    expect(looks()).toBe(1)
    await clock.advance(2000)
    expect(late.session.state.status).toBe('signed-in')
  })

  test('a clock that is set back meanwhile makes nobody wait longer', async () => {
    const { clock, cas, open } = pretendTabs()
    cas.signIn('casuser')
    const [poller, other] = [open(), open()]
    await clock.advance(20_000)
    cas.fail({ delayMs: minute, times: 1 })
    poller.page.wakeBy('online')
    await clock.advance(1000)
    poller.freeze()
    cas.endSession()
    clock.jump(-hour)
    show(other)
    await clock.advance(minute)
    expect(other.session.state.status).toBe('signed-out')
  })

  test('one that wakes up from the freeze is told what it missed', async () => {
    const { clock, cas, open } = pretendTabs()
    cas.signIn('casuser')
    const [seen, other] = [open(), open()]
    other.page.seen = false
    await clock.advance(30_000)
    cas.endSession()
    await clock.advance(minute)
    show(other)
    await clock.settle()
    expect(other.session.state).toBe(other.states.at(-1))
    expect(other.session.state).toEqual(seen.session.state)
  })
})

describe('trouble', () => {
  test('is one back-off for all of them', async () => {
    const { clock, cas, open, looks } = pretendTabs()
    cas.signIn('casuser')
    const tabs = Array.from({ length: 10 }, () => open())
    await clock.advance(5000)
    cas.fail({ status: 503 })
    const before = looks()
    await clock.advance(hour)
    // Dice of one half: half an interval, then one, then two intervals, again and again.
    expect(looks() - before).toBeLessThanOrEqual(33)
    for (const { session } of tabs) {
      expect(session.state).toMatchObject({
        status: 'signed-in',
        trouble: { kind: 'server-error' },
      })
    }
  })

  test("the server's wish for a slower pace holds for all of them", async () => {
    const { clock, cas, open, looks } = pretendTabs({ setup: { pollAfterSeconds: 600 } })
    cas.signIn('casuser')
    const tabs = [open(), open()]
    await clock.advance(5000)
    for (const { page } of tabs) page.wakeBy('online')
    await clock.advance(9 * minute)
    expect(looks()).toBe(1)
  })
})

describe('degraded', () => {
  test('without locks they share all the same', async () => {
    const { clock, cas, open, looks } = pretendTabs({ locks: false })
    cas.signIn('casuser')
    const tabs = [open(), open()]
    await clock.advance(10 * minute)
    for (const { session } of tabs) expect(session.state.status).toBe('signed-in')
    expect(looks()).toBeLessThanOrEqual(22)
  })

  test('without channels each visible one asks for itself', async () => {
    const { clock, cas, open, looks } = pretendTabs({ alone: true })
    cas.signIn('casuser')
    open()
    open()
    await clock.advance(10 * minute)
    expect(looks()).toBeGreaterThanOrEqual(20)
    expect(looks()).toBeLessThanOrEqual(22)
  })
})

describe('nothing is left', () => {
  test('after the last subscriber no channel is open and no timer stands', async () => {
    const { clock, cas, origin, open } = pretendTabs()
    cas.signIn('casuser')
    const tabs = [open(), open()]
    await clock.advance(minute)
    for (const tab of tabs) tab.close()
    await clock.advance(5000)
    expect(origin.openChannels).toBe(0)
    expect(clock.timers).toBe(0)
  })

  test('a clock that is set back makes no storm, and all go on together', async () => {
    const { clock, cas, open, looks } = pretendTabs()
    cas.signIn('casuser')
    open()
    open()
    await clock.advance(5 * minute)
    clock.jump(-hour)
    const before = looks()
    await clock.advance(10 * minute)
    expect(looks() - before).toBeLessThanOrEqual(11)
  })
})

// The ticking number: true to the deadline, told once a second, and only while somebody can see it.
import type { SessionState, SignedIn } from 'sso-pulse'
import { remaining } from 'sso-pulse/remaining'
import { describe, expect, test, vi } from 'vitest'
import { pretendPage } from './pretend-page.js'
import { hour, minute, setStage } from './stage.js'
import { noon, turnableClock } from './turnable-clock.js'

const second = 1000
const day = 24 * hour

function signedInUntil(at: number, origin: 'server' | 'policy' = 'server'): SignedIn {
  const deadlines = [{ limit: 'time', at, origin }] as const
  return { status: 'signed-in', user: 'casuser', deadlines, checkedAt: noon }
}
const unknown: SessionState = { status: 'unknown' }
const signedOut: SessionState = { status: 'signed-out', reason: 'unknown', checkedAt: noon }

/** A session without a CAS, so that every timer on its clock is the number's own. */
function pretendSession(state: SessionState) {
  const clock = turnableClock()
  const environment = pretendPage()
  const watchers = new Set<(state: SessionState) => void>()
  const session = {
    state,
    clock,
    environment,
    subscribe(listener: (state: SessionState) => void) {
      watchers.add(listener)
      listener(session.state)
      return () => watchers.delete(listener)
    },
    become(next: SessionState) {
      session.state = next
      for (const watcher of watchers) watcher(next)
    },
    watchers,
  }
  return session
}

/** All that a listener is told, as seconds. */
function listenTo(store: ReturnType<typeof remaining>) {
  const told: (number | undefined)[] = []
  const stop = store.subscribe((ms) => told.push(ms === undefined ? ms : ms / second))
  return { told, stop }
}

describe('what it is', () => {
  test('nothing is known of the time while nothing is known of the session', () => {
    expect(remaining(pretendSession(unknown)).value).toBeUndefined()
  })

  test('a session that is over has no time left to tell', () => {
    expect(remaining(pretendSession(signedOut)).value).toBeUndefined()
  })

  test('a session without a known end has none either', () => {
    const session = pretendSession({ ...signedInUntil(noon), deadlines: [] })
    expect(remaining(session).value).toBeUndefined()
  })

  test.each([
    [hour, hour],
    [2 * second + 1, 3 * second],
    [2 * second, 2 * second],
    [2 * second - 0.5, 2 * second],
    [1, second],
    [0, 0],
    [-minute, 0],
  ])(
    '%d ms before the end it is %i: whole seconds rounded up, 0 only at the end',
    (leftMs, value) => {
      expect(remaining(pretendSession(signedInUntil(noon + leftMs))).value).toBe(value)
    },
  )

  test('a configured limit that CAS outlived was wrong: nobody knows the end', () => {
    expect(remaining(pretendSession(signedInUntil(noon + 1, 'policy'))).value).toBe(second)
    expect(remaining(pretendSession(signedInUntil(noon, 'policy'))).value).toBeUndefined()
  })
})

describe('what listeners are told', () => {
  test('the value at once, then each second, and 0 at the deadline', async () => {
    const session = pretendSession(signedInUntil(noon + 4 * second))
    const { told } = listenTo(remaining(session))
    expect(told).toEqual([4])
    await session.clock.advance(minute)
    expect(told).toEqual([4, 3, 2, 1, 0])
  })

  test('it changes when the displayed second does, not a second after it was looked at', async () => {
    const session = pretendSession(signedInUntil(noon + 2.3 * second))
    const { told } = listenTo(remaining(session))
    await session.clock.advance(0.3 * second - 1)
    expect(told).toEqual([3])
    await session.clock.advance(1)
    expect(told).toEqual([3, 2])
  })

  test('only whole seconds, so that nobody renders more than once in one', async () => {
    const session = pretendSession(signedInUntil(noon + minute))
    const listener = vi.fn()
    remaining(session).subscribe(listener)
    listener.mockClear()
    await session.clock.advance(10 * second)
    expect(listener).toHaveBeenCalledTimes(10)
  })

  test('a new state is told at once, and only if the time left is another', () => {
    const session = pretendSession(signedInUntil(noon + hour))
    const { told } = listenTo(remaining(session))
    session.become({ ...signedInUntil(noon + hour), user: 'second' })
    session.become(signedInUntil(noon + 2 * hour))
    session.become(signedOut)
    session.become(unknown)
    expect(told).toEqual([3600, 7200, undefined])
  })

  test('it is derived from the deadline, so no late timer adds up', async () => {
    const session = pretendSession(signedInUntil(noon + minute))
    const { told } = listenTo(remaining(session))
    session.clock.jump(30.5 * second)
    await session.clock.advance(second)
    expect(told).toEqual([60, 29])
    await session.clock.advance(0.5 * second)
    expect(told).toEqual([60, 29, 28])
  })

  test('steps of a minute, for those who show minutes', async () => {
    const session = pretendSession(signedInUntil(noon + 3 * minute + second))
    const { told } = listenTo(remaining(session, { stepMs: minute }))
    await session.clock.advance(2 * second)
    expect(told).toEqual([180, 120])
    await session.clock.advance(hour)
    expect(told).toEqual([180, 120, 60, 0])
  })

  test('steps of a minute need a timer a minute', async () => {
    const session = pretendSession(signedInUntil(noon + hour))
    const after = vi.spyOn(session.clock, 'after')
    remaining(session, { stepMs: minute }).subscribe(() => {})
    await session.clock.advance(10 * minute)
    expect(after.mock.calls.length).toBeLessThan(12)
  })

  test.each([100, 1000, 2000, 5000])('steps of %i ms change at the very second', async (stepMs) => {
    const session = pretendSession(signedInUntil(noon + 9.5 * second))
    const store = remaining(session, { stepMs })
    const { told } = listenTo(store)
    for (let passed = 0; passed < 10_000; passed += 500) {
      await session.clock.advance(500)
      expect(told.at(-1)).toBe((store.value ?? NaN) / second)
    }
    expect(told.at(-1)).toBe(0)
  })

  test.each([0, -1, Number.NaN, Infinity])('a step of %d is refused in one sentence', (stepMs) => {
    expect(() => remaining(pretendSession(unknown), { stepMs })).toThrow(
      new TypeError('stepMs: expected a positive number'),
    )
  })

  test('a step longer than any timer does not spin', async () => {
    const session = pretendSession(signedInUntil(noon + 90 * day))
    const { told } = listenTo(remaining(session, { stepMs: 60 * day }))
    expect(told).toEqual([60 * 86_400])
    expect(session.clock.longestMs).toBeLessThan(2 ** 31)
  })
})

describe('how little it does', () => {
  test('nothing before the first listener, nothing after the last', async () => {
    const session = pretendSession(signedInUntil(noon + hour))
    const store = remaining(session)
    const alive = () => session.clock.timers + session.environment.wakers + session.watchers.size
    expect(alive()).toBe(0)
    const first = listenTo(store)
    const last = listenTo(store)
    first.stop()
    first.stop()
    expect(alive()).toBe(3)
    last.stop()
    expect(alive()).toBe(0)
    await session.clock.advance(minute)
    expect(last.told).toEqual([3600])
  })

  test('many listeners share one timer', async () => {
    const session = pretendSession(signedInUntil(noon + hour))
    const store = remaining(session)
    const heard = Array.from({ length: 10 }, () => listenTo(store))
    expect(session.clock.timers).toBe(1)
    await session.clock.advance(2 * second)
    for (const { told } of heard) expect(told).toEqual([3600, 3599, 3598])
  })

  test('a listener that subscribes twice is two listeners', () => {
    const store = remaining(pretendSession(signedInUntil(noon + hour)))
    const listener = vi.fn()
    store.subscribe(listener)()
    store.subscribe(listener)
    const stop = store.subscribe(listener)
    stop()
    expect(listener).toHaveBeenCalledTimes(3)
  })

  test('a hidden page has no timer after the one that notices; back again it is true at once', async () => {
    const session = pretendSession(signedInUntil(noon + hour))
    const { told } = listenTo(remaining(session))
    session.environment.seen = false
    await session.clock.advance(second + 1)
    expect(session.clock.timers).toBe(0)
    await session.clock.advance(10 * minute)
    session.environment.seen = true
    session.environment.wakeBy('visibilitychange')
    expect(told.at(-1)).toBe(hour / second - 601)
    expect(session.clock.timers).toBe(1)
  })

  test('a state that arrives in a hidden page starts no timer', () => {
    const session = pretendSession(unknown)
    session.environment.seen = false
    const { told } = listenTo(remaining(session))
    session.become(signedInUntil(noon + hour))
    expect(told).toEqual([undefined, 3600])
    expect(session.clock.timers).toBe(0)
  })

  test('after the deadline there is nothing to wait for', async () => {
    const session = pretendSession(signedInUntil(noon + second))
    listenTo(remaining(session))
    await session.clock.advance(minute)
    expect(session.clock.timers).toBe(0)
  })

  test('a listener that throws keeps the truth from nobody', async () => {
    const session = pretendSession(signedInUntil(noon + minute))
    const store = remaining(session)
    const fault = new Error('its own fault')
    let faulty = false
    store.subscribe(() => {
      if (faulty) throw fault
    })
    const { told } = listenTo(store)
    faulty = true
    await session.clock.advance(2 * second)
    expect(told).toEqual([60, 59, 58])
    expect(session.clock.thrown).toEqual([fault, fault])
  })

  test('one that leaves while all are told is told no more', async () => {
    const session = pretendSession(signedInUntil(noon + minute))
    const store = remaining(session)
    store.subscribe((ms) => {
      if (ms !== minute) late.stop()
    })
    const late = listenTo(store)
    await session.clock.advance(2 * second)
    expect(late.told).toEqual([60])
  })
})

test('with a real session: watching the number watches the session, until it expires', async () => {
  const policy = { kind: 'time', maxTimeToLiveSeconds: 3 } as const
  const { cas, clock, session } = setStage({ setup: { policy } })
  cas.signIn('casuser')
  const { told, stop } = listenTo(remaining(session))
  await clock.advance(minute)
  expect(session.state).toMatchObject({ reason: 'expired-time' })
  expect(told).toEqual([undefined, 3, 2, 1, 0, undefined])
  stop()
  expect(clock.timers).toBe(0)
})

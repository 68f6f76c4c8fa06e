import type { EndReason, SignedOutCause } from 'sso-pulse'
import { type Memory, nothingKnown, reduce } from 'sso-pulse/parts'
import { describe, expect, test } from 'vitest'
import { look, memoryAfter, signedIn, signedOut, stepAfter } from './observations.js'
import { troubleKinds } from './trouble-kinds.js'
import { noon } from './turnable-clock.js'

const minute = 60_000
const limits = { timeLimitAt: noon + 60 * minute, idleLimitAt: noon + 30 * minute }
const alive = look(signedIn(limits))

describe('what is known', () => {
  test('nothing is known before the first look', () => {
    expect(nothingKnown.state).toEqual({ status: 'unknown' })
  })

  test('an answer that names a user means signed in, with both limits, the nearest first', () => {
    expect(memoryAfter(alive).state).toMatchObject({
      status: 'signed-in',
      user: 'casuser',
      session: 's1',
      deadlines: [
        { limit: 'idle', at: noon + 30 * minute, origin: 'server' },
        { limit: 'time', at: noon + 60 * minute, origin: 'server' },
      ],
      checkedAt: noon,
    })
  })

  test('details are passed on as the source read them', () => {
    const details = { rememberMe: true, services: ['https://app.example.org/'] }
    expect(memoryAfter(look(signedIn({ details }))).state).toMatchObject({ details })
  })

  test('the memory is plain JSON: stored and read back it decides the same', () => {
    const memory = memoryAfter(alive, look({ kind: 'offline' }, noon + minute))
    const stored: Memory = JSON.parse(JSON.stringify(memory))
    const next = look(signedOut('ended'), noon + 2 * minute)
    const { memory: fromStored } = reduce(stored, next)
    expect(JSON.stringify(fromStored)).toBe(JSON.stringify(reduce(memory, next).memory))
  })

  test('the state keeps its identity while nothing but the instant of the look changes', () => {
    const first = memoryAfter(alive)
    const second = reduce(first, look(signedIn(limits), noon + minute))
    expect(second.memory.state).toBe(first.state)
    expect(second.memory.checkedAt).toBe(noon + minute)
    expect(second.events).toEqual([])
  })

  test('a signed-out state keeps its identity and its reason while CAS says the same', () => {
    const first = memoryAfter(alive, look(signedOut('ended'), noon + minute))
    const second = reduce(first, look(signedOut('ended'), noon + 2 * minute)).memory
    expect(second.state).toBe(first.state)
    expect(second.checkedAt).toBe(noon + 2 * minute)
  })

  test('a moved idle limit is a new state of the same session, and no event', () => {
    const step = stepAfter(
      alive,
      look(signedIn({ idleLimitAt: noon + 40 * minute }), noon + minute),
    )
    expect(step.memory.state.deadlines).toMatchObject([{ limit: 'idle', at: noon + 40 * minute }])
    expect(step.events).toEqual([])
  })
})

describe('trouble', () => {
  test.each(troubleKinds)('%s is never signed out: what was known stays, with its age', (kind) => {
    const { memory, events } = stepAfter(
      alive,
      look(signedIn(limits), noon + minute),
      look({ kind }, noon + 2 * minute),
    )
    expect(memory.state).toMatchObject({
      status: 'signed-in',
      user: 'casuser',
      checkedAt: noon + minute,
      trouble: { kind, since: noon + 2 * minute },
    })
    expect(events).toEqual(['trouble'])
  })

  test.each(troubleKinds)('%s at the first look leaves the session unknown', (kind) => {
    expect(memoryAfter(look({ kind })).state).toMatchObject({
      status: 'unknown',
      trouble: { kind },
    })
  })

  test('trouble counts from its first look, whatever its kind, and is told again only as another kind', () => {
    const first = stepAfter(alive, look({ kind: 'offline' }, noon + minute))
    const same = reduce(first.memory, look({ kind: 'offline' }, noon + 2 * minute))
    const other = reduce(same.memory, look({ kind: 'server-error' }, noon + 3 * minute))
    expect([first.events, same.events, other.events]).toEqual([['trouble'], [], ['trouble']])
    expect(same.memory.state).toBe(first.memory.state)
    expect(other.memory.state.trouble?.since).toBe(noon + minute)
  })

  test('an answer ends it: recovered', () => {
    const { memory, events } = stepAfter(
      alive,
      look({ kind: 'offline' }, noon + minute),
      look(signedIn(limits), noon + 2 * minute),
    )
    expect(memory.state.trouble).toBeUndefined()
    expect(events).toEqual(['recovered'])
  })

  test('a session that ended meanwhile is told as recovered and ended', () => {
    const { memory, events } = stepAfter(
      alive,
      look({ kind: 'offline' }, noon + minute),
      look(signedOut('ended'), noon + 2 * minute),
    )
    expect(memory.state).toMatchObject({ status: 'signed-out', reason: 'ended-elsewhere' })
    expect(memory.state.trouble).toBeUndefined()
    expect(events).toEqual(['recovered', 'ended'])
  })

  test('a missing cookie proves nothing on another site, unless the cookie was sent before', () => {
    const unseen = { signedIn: false, reason: 'no-cookie', crossSite: true } as const
    expect(memoryAfter(look(unseen)).state).toMatchObject({
      status: 'unknown',
      trouble: { kind: 'cookie-withheld' },
    })
    expect(memoryAfter(alive, look(unseen, noon + minute)).state).toMatchObject({
      status: 'signed-out',
      reason: 'ended-elsewhere',
    })
  })
})

describe('why a session is over', () => {
  const reasonAt = (
    at: number,
    seen?: SignedOutCause,
    signingOut = false,
  ): EndReason | undefined => {
    const { state } = memoryAfter(alive, look(signedOut(seen), at, { signingOut }))
    return state.status === 'signed-out' ? state.reason : undefined
  }

  test.each(['no-cookie', 'unreadable', 'ended', 'sso-disabled', undefined] as const)(
    'the first look found nobody (%s): never',
    (seen) => {
      const { memory, events } = stepAfter(look(signedOut(seen)))
      expect(memory.state).toMatchObject({ status: 'signed-out', reason: 'never' })
      expect(events).toEqual([])
    },
  )

  test('our own sign-out comes first, even past a deadline', () => {
    expect(reasonAt(noon + minute, 'no-cookie', true)).toBe('signed-out-here')
    expect(reasonAt(noon + 31 * minute, 'ended', true)).toBe('signed-out-here')
  })

  test('at or past a deadline that CAS gave, with one second of grace: expired, whatever CAS says', () => {
    for (const seen of ['ended', 'no-cookie', 'unreadable', undefined] as const) {
      expect(reasonAt(noon + 30 * minute - 1001, seen)).not.toMatch(/^expired/)
      expect(reasonAt(noon + 30 * minute - 1000, seen)).toBe('expired-idle')
      expect(reasonAt(noon + 90 * minute, seen)).toBe('expired-idle')
    }
  })

  test('a clock that was set does not hide that the deadline passed: the server tells its time', () => {
    const serverNow = noon + 40 * minute
    const { state } = memoryAfter(
      alive,
      look({ signedIn: false, reason: 'ended', now: serverNow }, noon + minute),
    )
    expect(state).toMatchObject({ reason: 'expired-idle', endedAt: noon - 9 * minute })
  })

  test('the smaller limit ends it: the idle limit may lie after the time limit', () => {
    const { state } = memoryAfter(
      look(signedIn({ timeLimitAt: noon + 10 * minute, idleLimitAt: noon + 30 * minute })),
      look(signedOut('ended'), noon + 60 * minute),
    )
    expect(state).toMatchObject({ reason: 'expired-time', endedAt: noon + 10 * minute })
  })

  test('before any deadline: what CAS says', () => {
    expect(reasonAt(noon + minute, 'ended')).toBe('ended-elsewhere')
    expect(reasonAt(noon + minute, 'no-cookie')).toBe('ended-elsewhere')
    expect(reasonAt(noon + minute, 'unreadable')).toBe('unknown')
    expect(reasonAt(noon + minute, 'sso-disabled')).toBe('unknown')
    expect(reasonAt(noon + minute)).toBe('unknown')
    expect(reasonAt(noon + minute, 'from-the-future' as SignedOutCause)).toBe('unknown')
  })

  test('what was seen, whose session it was and when it ended stand beside the reason', () => {
    expect(memoryAfter(alive, look(signedOut('unreadable'), noon + minute)).state).toMatchObject({
      status: 'signed-out',
      seen: 'unreadable',
      user: 'casuser',
      endedAt: noon + minute,
    })
  })

  test('a deadline of configured numbers is never blamed', () => {
    const { state } = memoryAfter(
      look(signedIn({ idleLimitAt: noon + minute, origin: 'policy' })),
      look(signedOut(), noon + 2 * minute),
    )
    expect(state).toMatchObject({ reason: 'unknown' })
  })

  test('a deadline that passed ends nothing by itself: CAS says signed in', () => {
    expect(memoryAfter(alive, look(signedIn(limits), noon + 31 * minute)).state.status).toBe(
      'signed-in',
    )
  })
})

describe('events', () => {
  test('signed in at the first look, or after nobody was: started', () => {
    expect(stepAfter(alive).events).toEqual(['started'])
    expect(stepAfter(look(signedOut('no-cookie')), alive).events).toEqual(['started'])
  })

  test('a new session of the same user, whose old one ended unseen: started', () => {
    expect(stepAfter(alive, look(signedIn({ session: 's2' }))).events).toEqual(['started'])
  })

  test('another user: an event of its own, and nothing ended or started', () => {
    const { events } = stepAfter(alive, look(signedIn({ principal: 'second', session: 's2' })))
    expect(events).toEqual(['other-user'])
  })

  test('ended is told once', () => {
    const first = stepAfter(alive, look(signedOut('ended'), noon + minute))
    expect(first.events).toEqual(['ended'])
    expect(reduce(first.memory, look(signedOut('no-cookie'), noon + 2 * minute)).events).toEqual([])
  })
})

describe("the server's wish for the pace", () => {
  test.each([
    ['a report', look(signedIn({ pollAfterSeconds: 300 }))],
    ['a failure', look({ kind: 'server-error', pollAfterSeconds: 300 })],
  ])('%s holds automatic looks back, with jitter on top', (_, wish) => {
    expect(memoryAfter(wish).notBefore).toBe(noon + 300_000 + 5000)
  })

  test('it holds also where the answer proved nothing', () => {
    const unseen = { signedIn: false, reason: 'no-cookie', crossSite: true } as const
    const { notBefore } = memoryAfter(look({ ...unseen, pollAfterSeconds: 300 }, noon, { dice: 0 }))
    expect(notBefore).toBe(noon + 300_000)
  })

  test('more than an hour is not believed', () => {
    const wish = { kind: 'limited', pollAfterSeconds: 1e9 } as const
    expect(memoryAfter(look(wish, noon, { dice: 0 })).notBefore).toBe(noon + 3_600_000)
  })

  test('it holds until the next look only', () => {
    expect(memoryAfter(look(signedIn({ pollAfterSeconds: 300 })), alive).notBefore).toBe(0)
  })
})

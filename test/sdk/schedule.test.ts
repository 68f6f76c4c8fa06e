import { type Memory, nextLook, nothingKnown } from 'sso-pulse/parts'
import { describe, expect, test } from 'vitest'
import { look, memoryAfter, signedIn, signedOut } from './observations.js'
import { noon } from './turnable-clock.js'

const pace = { maxStalenessMs: 60_000 }
const next = (memory: Memory, visible = true, now = noon, woken?: 'online') => {
  const { at, cause } = nextLook(memory, pace, visible, now, woken)
  return { inMs: at - noon, cause }
}
const failing = (times: number, dice: number): Memory =>
  memoryAfter(...Array.from({ length: times }, () => look({ kind: 'offline' }, noon, { dice })))

describe('when to look next', () => {
  test('at once when nothing was asked yet, even where nobody can see us', () => {
    expect(next(nothingKnown)).toEqual({ inMs: 0, cause: 'start' })
    expect(next(nothingKnown, false)).toEqual({ inMs: 0, cause: 'start' })
  })

  test('when knowledge is stale, while somebody can see it', () => {
    expect(next(memoryAfter(look(signedIn())))).toEqual({ inMs: 60_000, cause: 'stale' })
    expect(next(memoryAfter(look(signedOut('ended'))))).toEqual({ inMs: 60_000, cause: 'stale' })
    expect(next(memoryAfter(look(signedIn())), false).inMs).toBe(Infinity)
  })

  test('just after a deadline: CAS compares strictly; in a hidden page too', () => {
    const memory = memoryAfter(look(signedIn({ idleLimitAt: noon + 30_000 })))
    expect(next(memory)).toEqual({ inMs: 30_500, cause: 'deadline' })
    expect(next(memory, false)).toEqual({ inMs: 30_500, cause: 'deadline' })
  })

  test('never within 10 s of the last look', () => {
    const memory = memoryAfter(look(signedIn({ idleLimitAt: noon + 3000 })))
    expect(next(memory)).toEqual({ inMs: 10_000, cause: 'deadline' })
    expect(next(memory, true, noon, 'online')).toEqual({ inMs: 10_000, cause: 'online' })
  })

  test("a look that came too early for the server's clock is followed by one more, and that is all", () => {
    const early = look(signedIn({ idleLimitAt: noon - 600 }))
    expect(next(memoryAfter(early), false)).toEqual({ inMs: 10_000, cause: 'deadline' })
    const settled = look(signedIn({ idleLimitAt: noon - 10_600 }))
    expect(next(memoryAfter(settled), false).inMs).toBe(Infinity)
    expect(next(memoryAfter(settled))).toEqual({ inMs: 60_000, cause: 'stale' })
  })

  test('a deadline of configured numbers causes one look and no more', () => {
    const policy = { origin: 'policy' } as const
    const ahead = look(signedIn({ ...policy, idleLimitAt: noon + 20_000 }))
    expect(next(memoryAfter(ahead), false)).toEqual({ inMs: 20_500, cause: 'deadline' })
    const passed = look(signedIn({ ...policy, idleLimitAt: noon - 500 }))
    expect(next(memoryAfter(passed), false).inMs).toBe(Infinity)
  })

  test('a look due shortly before a deadline waits for it, so that the end is proved in time', () => {
    const at = (idleLimitMs: number) =>
      next(memoryAfter(look(signedIn({ idleLimitAt: noon + idleLimitMs }))))
    expect(at(60_000)).toEqual({ inMs: 60_500, cause: 'deadline' })
    expect(at(69_000)).toEqual({ inMs: 69_500, cause: 'deadline' })
    expect(at(70_000)).toEqual({ inMs: 60_000, cause: 'stale' })
  })

  test('an event makes us look as soon as that is allowed, in a hidden page too', () => {
    const memory = memoryAfter(look(signedIn()))
    const later = noon + 20_000
    expect(next(memory, false, later, 'online')).toEqual({ inMs: 20_000, cause: 'online' })
  })

  test('at once when the clock was set back: nothing that was planned holds', () => {
    const memory = memoryAfter(look(signedIn({ pollAfterSeconds: 3600 })))
    expect(nextLook(memory, pace, true, noon - 1000)).toEqual({
      at: noon - 1000,
      cause: 'late-timer',
    })
  })
})

describe('after failures', () => {
  test('the wait is anywhere below one interval, then two, then never above four', () => {
    const waits = [1, 2, 3, 4, 10, 2000].map((times) => next(failing(times, 0.999)).inMs / 60_000)
    expect(waits.map(Math.round)).toEqual([1, 2, 4, 4, 4, 4])
    expect(next(failing(3, 0.5)).inMs).toBe(120_000)
  })

  test('full jitter starts at the shortest gap', () => {
    expect(next(failing(5, 0))).toEqual({ inMs: 10_000, cause: 'retry' })
  })

  test('nobody can see us: no retry', () => {
    expect(next(failing(1, 0.5), false).inMs).toBe(Infinity)
  })

  test('waking resets our own back-off', () => {
    expect(next(failing(5, 0.9), true, noon, 'online').inMs).toBe(10_000)
  })

  test("waking, deadlines and retries respect the server's wish", () => {
    const wish = look({ kind: 'limited', pollAfterSeconds: 90 }, noon, { dice: 0 })
    const memory = memoryAfter(look(signedIn({ idleLimitAt: noon + 30_000 })), wish)
    expect(next(memory).inMs).toBe(90_000)
    expect(next(memory, false).inMs).toBe(90_000)
    expect(next(memory, true, noon, 'online').inMs).toBe(90_000)
  })
})

// The clock of the in-memory CAS.

import { afterEach, expect, test, vi } from 'vitest'
import { createClock, milliseconds } from '../../sdk/testing/clock.js'

afterEach(() => {
  vi.useRealTimers()
})

test.each([
  [1500, 1500],
  [{ seconds: 2 }, 2000],
  [{ minutes: 5 }, 300_000],
  [{ days: 1, hours: 1, minutes: 1, seconds: 1, milliseconds: 1 }, 90_061_001],
] as const)('%j is %d ms', (duration, ms) => {
  expect(milliseconds(duration)).toBe(ms)
})

test('runs with the time of the machine, ahead of it by the offset and every turn', () => {
  vi.useFakeTimers({ now: 1_000_000 })
  const clock = createClock({ offset: { seconds: 1 } })
  expect(clock.now()).toBe(1_001_000)
  clock.advance({ minutes: 1 })
  vi.advanceTimersByTime(500)
  expect(clock.now()).toBe(1_061_500)
})

test('can run faster than the time of the machine, and so do those who wait', async () => {
  vi.useFakeTimers({ now: 1_000_000 })
  const clock = createClock({ rate: 60 })
  const waiting = clock.wait(60_000)
  await vi.advanceTimersByTimeAsync(1001)
  expect(clock.now()).toBe(1_060_060)
  await expect(waiting).resolves.toBeUndefined()
})

test('a fixed clock moves only when it is turned', () => {
  vi.useFakeTimers({ now: 0 })
  const clock = createClock({ fixedAt: '2026-03-01T08:00:00Z' })
  vi.advanceTimersByTime(5000)
  expect(new Date(clock.now()).toISOString()).toBe('2026-03-01T08:00:00.000Z')
  clock.advance({ hours: -1 })
  expect(new Date(clock.now()).toISOString()).toBe('2026-03-01T07:00:00.000Z')
})

test('a running clock can be stopped', () => {
  vi.useFakeTimers({ now: 7000 })
  const clock = createClock()
  clock.stop()
  vi.advanceTimersByTime(5000)
  expect(clock.now()).toBe(7000)
})

test('who waits goes on when the clock was turned far enough, and not before', async () => {
  const clock = createClock({ fixedAt: 0 })
  let released = false
  const waiting = clock.wait(1000).then(() => {
    released = true
  })
  clock.advance(999)
  await Promise.resolve()
  expect(released).toBe(false)
  clock.advance(1)
  await waiting
  expect(released).toBe(true)
})

test('who waits for a running clock goes on by itself', async () => {
  vi.useFakeTimers({ now: 0 })
  const waiting = createClock().wait(1000)
  await vi.advanceTimersByTimeAsync(1001)
  await expect(waiting).resolves.toBeUndefined()
})

test('what is no instant is refused', () => {
  expect(() => createClock({ fixedAt: 'yesterday' })).toThrow(TypeError)
})

test('a wait that nobody waits for any more ends at once', async () => {
  const clock = createClock({ fixedAt: 0 })
  const stop = new AbortController()
  const waiting = clock.wait(1000, stop.signal)
  stop.abort()
  await expect(waiting).resolves.toBeUndefined()
  await expect(clock.wait(1000, stop.signal)).resolves.toBeUndefined()
})

test.each(['fixed', 'running'])(
  'a %s clock runs: each at its own instant, in order',
  async (kind) => {
    vi.useFakeTimers({ now: 0 })
    const clock = createClock(kind === 'fixed' ? { fixedAt: 0 } : {})
    const heard: string[] = []
    const say = (what: string) => () => heard.push(`${clock.now()} ${what}`)
    clock.after(2000, say('second'))
    clock.after(1000, () => {
      say('first')()
      clock.after(500, say('set by the first'))
    })
    clock.after(2000, say('third, as it was set later'))
    clock.after(4001, say('too late'))
    await clock.runFor({ seconds: 4 }, async () => void heard.push('settled'))
    expect(heard).toEqual([
      'settled',
      '1000 first',
      'settled',
      '1500 set by the first',
      'settled',
      '2000 second',
      'settled',
      '2000 third, as it was set later',
      'settled',
    ])
    expect(clock.now()).toBe(4000)
  },
)

test('what a callback throws keeps no other waiting, and is told in the end', async () => {
  const clock = createClock({ fixedAt: 0 })
  const second = vi.fn()
  clock.after(1000, () => {
    throw new Error('first')
  })
  clock.after(2000, second)
  await expect(clock.runFor(3000, async () => {})).rejects.toThrow('first')
  expect(second).toHaveBeenCalledOnce()
  expect(clock.now()).toBe(3000)
})

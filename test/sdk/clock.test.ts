import { systemClock } from 'sso-pulse/parts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { within } from '../../sdk/clock.js'
import { turnableClock } from './turnable-clock.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test("the system's clock is the time of this machine", () => {
  expect(systemClock.now()).toBe(Date.now())
})

test('it calls back once, unless that is cancelled', () => {
  const callback = vi.fn()
  systemClock.after(1000, callback)
  systemClock.after(1000, callback)()
  vi.advanceTimersByTime(5000)
  expect(callback).toHaveBeenCalledOnce()
})

test('work that is done in time leaves no timer', async () => {
  const clock = turnableClock()
  await expect(within(clock, 1000, async () => 'done')).resolves.toBe('done')
  expect(clock.timers).toBe(0)
})

test('work that throws at once is rejected, not thrown', async () => {
  const clock = turnableClock()
  const work = within(clock, 1000, () => {
    throw new Error('bug')
  })
  await expect(work).rejects.toThrow('bug')
})

test('a timer keeps no Node process alive', () => {
  vi.useRealTimers()
  const setTimer = vi.spyOn(globalThis, 'setTimeout')
  const cancel = systemClock.after(60_000, () => {})
  expect(setTimer.mock.results[0]?.value.hasRef()).toBe(false)
  cancel()
})

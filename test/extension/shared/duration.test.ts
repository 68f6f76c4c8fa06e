// What is left reads as people count, and never as more than there is.
import { describe, expect, test } from 'vitest'
import { durationLeft, durationOf, nextCountAt } from '../../../extension/shared/duration.js'
import { day, hour, minute, second } from '../pictures.js'

describe('time left', () => {
  test.each([
    [14 * day + 3 * hour + 59 * minute, { days: 14, hours: 3 }],
    [day, { days: 1 }],
    [7 * hour + 42 * minute + 59 * second, { hours: 7, minutes: 42 }],
    [hour, { hours: 1 }],
    [hour - 1, { minutes: 59 }],
    [2 * minute, { minutes: 2 }],
    [2 * minute - 1, { minutes: 1, seconds: 59 }],
    [minute, { minutes: 1 }],
    [minute - 1, { seconds: 59 }],
    [1, { seconds: 1 }],
    [0, { seconds: 1 }],
  ])('%i ms in the popup', (ms, duration) => {
    expect(durationLeft(ms, 'seconds')).toEqual(duration)
  })

  test.each([
    [2 * minute - 1, { minutes: 1 }],
    [minute - 1, { minutes: 1 }],
    [0, { minutes: 1 }],
  ])('%i ms where nobody reads seconds', (ms, duration) => {
    expect(durationLeft(ms)).toEqual(duration)
  })
})

test('a length of time keeps its two largest units', () => {
  expect(durationOf(2 * hour)).toEqual({ hours: 2 })
  expect(durationOf(day + hour + minute)).toEqual({ days: 1, hours: 1 })
  expect(durationOf(90 * second)).toEqual({ minutes: 1 })
  expect(durationOf(1700)).toEqual({ seconds: 1 })
})

describe('the next instant at which it reads differently', () => {
  test.each([
    [7 * hour + 30 * second, 30 * second + 1],
    [3 * minute, 1],
    [2 * minute, 1],
    [2 * minute - 1, second],
    [1500, 501],
  ])('%i ms before the end', (leftMs, inMs) => {
    expect(nextCountAt(leftMs, 0)).toBe(inMs)
  })

  test('never, once it is over', () => {
    expect(nextCountAt(0, 1)).toBe(Number.POSITIVE_INFINITY)
  })

  test('each tick changes the text, and none is left out', () => {
    const endsAt = 4 * minute
    const texts: string[] = []
    for (let at = 1; at < endsAt; at = nextCountAt(endsAt, at)) {
      texts.push(JSON.stringify(durationLeft(endsAt - at, 'seconds')))
    }
    // 3 and 2 minutes, then each second from 119; below one second it still says 1.
    expect(new Set(texts).size).toBe(2 + 119)
    expect(texts.length).toBeLessThanOrEqual(2 + 119 + 1)
  })
})

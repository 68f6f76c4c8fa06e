import { endOf, type SessionState } from 'sso-pulse'
import { describe, expect, test } from 'vitest'
import { measureSkew } from '../../sdk/deadlines.js'
import { look, memoryAfter, signedIn, signedOut } from './observations.js'
import { noon } from './turnable-clock.js'

const endAt = (state: SessionState): number | undefined => endOf(state)?.at

describe("the server's clock", () => {
  test('half of the round trip has passed since it was read', () => {
    const exchange = { askedAt: noon, arrivedAt: noon + 400 }
    expect(measureSkew(noon + 10_200, exchange)).toBe(10_000)
  })

  test('an hour ahead: the deadline is corrected by an hour', () => {
    const ahead = 3_600_000
    const { state } = memoryAfter(
      look(signedIn({ now: noon + ahead, timeLimitAt: noon + ahead + 60_000 })),
    )
    expect(endAt(state)).toBe(noon + 60_000)
  })

  test('a change of 2 s or less is left alone, more moves the deadlines', () => {
    const at = { askedAt: noon, arrivedAt: noon }
    expect(measureSkew(noon + 2000, at, 0)).toBe(0)
    expect(measureSkew(noon - 2000, at, 0)).toBe(0)
    expect(measureSkew(noon + 2001, at, 0)).toBe(2001)
    expect(measureSkew(noon - 2001, at, 0)).toBe(-2001)
  })

  test('a slow answer moves no deadline, however its time was spent', () => {
    const slow = { askedAt: noon, arrivedAt: noon + 8000 }
    expect(measureSkew(noon, slow, 0)).toBe(0)
    expect(measureSkew(noon + 8000, slow, 0)).toBe(0)
  })

  test('an answer without the time keeps the known skew', () => {
    const { skewMs } = memoryAfter(look(signedIn({ now: noon + 5000 })), {
      ...look(signedIn()),
      outcome: signedIn(),
    })
    expect(skewMs).toBe(5000)
  })

  test('never told: no deadline, for a guess would be an invention', () => {
    const untold = { ...look(signedIn()), outcome: signedIn({ timeLimitAt: noon + 60_000 }) }
    expect(memoryAfter(untold).state.deadlines).toEqual([])
  })
})

describe('the end', () => {
  test('is the nearest of the two limits', () => {
    const { state } = memoryAfter(
      look(signedIn({ timeLimitAt: noon + 60_000, idleLimitAt: noon + 90_000 })),
    )
    expect(endOf(state)).toEqual({ limit: 'time', at: noon + 60_000, origin: 'server' })
  })

  test('is the only one where there is one, and absent where there is none', () => {
    expect(endOf(memoryAfter(look(signedIn({ idleLimitAt: noon + 1 }))).state)?.limit).toBe('idle')
    expect(endOf(memoryAfter(look(signedIn())).state)).toBeUndefined()
    expect(endOf(memoryAfter(look(signedOut('ended'))).state)).toBeUndefined()
  })

  test('carries the origin that the source gave', () => {
    const { state } = memoryAfter(look(signedIn({ timeLimitAt: noon + 1, origin: 'policy' })))
    expect(endOf(state)?.origin).toBe('policy')
  })
})

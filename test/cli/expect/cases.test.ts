import fc from 'fast-check'
import type { InMemoryCas } from 'sso-pulse/testing'
import { describe, expect, test, vi } from 'vitest'
import { expectedReason } from '../../../sdk/cli/expect/judgement.js'
import { hour, minute, primary, second, type TrialSetup, tryOut } from './stage.js'

// Hundreds of answers each.
vi.setConfig({ testTimeout: 20_000 })

const asShipped = { idleMs: 2 * hour, maxMs: 8 * hour }

/** Every look is also a use: as a server that takes polling for activity. */
function extendingByLooks(fetch: typeof globalThis.fetch, { url }: InMemoryCas) {
  const bent: typeof fetch = async (input, init) => {
    if (`${input}`.endsWith('/isloggedin') || `${input}`.endsWith('/actuator/sso')) {
      const service = encodeURIComponent('http://localhost/app')
      await fetch(`${url}/login?gateway=true&service=${service}`, { ...init, method: 'GET' })
    }
    return fetch(input, init)
  }
  return bent
}

describe.each(['7.2', '6.6'] as const)('CAS %s', (line) => {
  test('the policy as it is: each session ends when and why it should, and none is left', async () => {
    const { findings, cas } = await tryOut({
      ...asShipped,
      rememberMeMs: 14 * 24 * hour,
      services: [{ url: 'http://localhost/short', maxMs: 10 * second }],
      administrator: true,
      cas: { line, setup: { rememberMe: { timeToKillSeconds: 1_209_600 } } },
    })
    expect(findings.map(({ case: { name }, verdict, reason }) => [name, verdict, reason])).toEqual([
      ['idle', 'as-expected', 'expired-idle'],
      ['passive', 'as-expected', 'expired-idle'],
      ['max', 'as-expected', 'expired-time'],
      ['remember-me', 'as-expected', 'expired-time'],
      ['service http://localhost/short', 'as-expected', 'expired-time'],
      ['administrator', 'as-expected', 'ended-elsewhere'],
    ])
    for (const { differenceMs = NaN, resolutionMs = 0 } of findings) {
      expect(Math.abs(differenceMs)).toBeLessThanOrEqual(resolutionMs)
    }
    expect(cas.sessions()).toEqual([])
  })

  test('stock CAS without the module: the ends are observed, the reasons are not known', async () => {
    const { findings } = await tryOut({
      ...asShipped,
      cas: { line, setup: { isLoggedIn: 'absent' } },
    })
    expect(findings.map(({ verdict, source, told }) => [verdict, source, told])).toEqual(
      Array(3).fill(['as-expected', 'actuator', {}]),
    )
  })
})

test('an idle limit is looked at seldom, and the session of the time limit is used', async () => {
  const { of } = await tryOut(asShipped)
  expect(of('idle')).toMatchObject({ uses: 0 })
  expect(of('idle').looks).toBeLessThan(20)
  expect(of('passive').looks).toBeGreaterThan(30)
  expect(of('max').uses).toBe(8)
})

test('side by side the longest counts, one after the other the sum', async () => {
  const together = await tryOut(asShipped)
  expect(together.finishedAt - together.startedAt).toBeLessThan(8 * hour + 3 * second)
  const inTurn = await tryOut({ ...asShipped, oneAtATime: true })
  expect(inTurn.finishedAt - inTurn.startedAt).toBeGreaterThan(12 * hour)
  expect(inTurn.findings.every(({ verdict }) => verdict === 'as-expected')).toBe(true)
})

describe('another limit than was asked for fails at once, with both numbers', () => {
  test.each<[string, TrialSetup, string, string]>([
    [
      'idle',
      { cas: primary(3600, 28_800) },
      'idle',
      'asked for an idle limit of 2h, the server says an idle limit of 1h',
    ],
    [
      'time',
      { cas: primary(7200, 36_000) },
      'max',
      'asked for a time limit of 8h, the server says a time limit of 10h',
    ],
    [
      'no time limit',
      { maxMs: null },
      'idle',
      'asked for no time limit, the server says a time limit of 8h',
    ],
    [
      'no idle limit',
      { idleMs: null },
      'max',
      'asked for no idle limit, the server says an idle limit of 2h',
    ],
    [
      'remember-me is not offered',
      { rememberMeMs: 24 * hour },
      'remember-me',
      'asked for no idle limit, the server says an idle limit of 2h; asked for a time limit of 1d, the server says a time limit of 8h',
    ],
  ])('%s', async (_, setup, name, sentence) => {
    const { of, startedAt, cas } = await tryOut({ ...asShipped, ...setup })
    expect(of(name)).toMatchObject({ verdict: 'differs', sentence, finishedAt: startedAt })
    expect(cas.sessions()).toEqual([])
  })

  test('with wait: when it really ended, too', async () => {
    const { of } = await tryOut({ ...asShipped, wait: true, cas: primary(3600, 28_800) })
    expect(of('idle')).toMatchObject({ verdict: 'differs', reason: 'expired-idle' })
    expect(Math.round((of('idle').differenceMs ?? 0) / minute)).toBe(-60)
    expect(of('max')).toMatchObject({ verdict: 'as-expected' })
  })

  test('with wait: a session that outlives what was asked for is followed to its end', async () => {
    const { of } = await tryOut({ ...asShipped, wait: true, cas: primary(7200, 36_000) })
    expect(of('max')).toMatchObject({ verdict: 'differs', reason: 'expired-time' })
    expect(Math.round((of('max').differenceMs ?? 0) / minute)).toBe(120)
  })
})

describe('a server that tells no limits', () => {
  const silent = (timeToKillSeconds: number, maxTimeToLiveSeconds: number) =>
    ({
      setup: { ...primary(timeToKillSeconds, maxTimeToLiveSeconds).setup, isLoggedIn: 'absent' },
    }) as const

  test('ends too early', async () => {
    const { of } = await tryOut({ ...asShipped, cas: silent(7000, 28_800) })
    expect(of('idle')).toMatchObject({
      verdict: 'differs',
      sentence: expect.stringMatching(/too early$/),
    })
  })

  test('ends too late', async () => {
    const { of, cas } = await tryOut({ ...asShipped, cas: silent(7300, 28_800) })
    const sentence = expect.stringMatching(/^it was still alive 2.5s after its predicted end$/)
    expect(of('idle')).toMatchObject({ verdict: 'differs', sentence })
    expect(cas.sessions()).toEqual([])
  })
})

describe('a server that takes a look for activity', () => {
  test('differs at the second look', async () => {
    const { of, cas } = await tryOut({ ...asShipped, wire: extendingByLooks })
    const sentence = expect.stringMatching(
      /^a look extended it: its idle limit moved by \+\d+\.\d s$/,
    )
    expect(of('passive')).toMatchObject({ verdict: 'differs', sentence, looks: 2 })
    expect(cas.sessions()).toEqual([])
  })

  test('differs where no limit is told, since the session outlives its end', async () => {
    const { of } = await tryOut({
      ...asShipped,
      wire: extendingByLooks,
      cas: { setup: { isLoggedIn: 'absent' } },
    })
    expect(of('passive')).toMatchObject({
      verdict: 'differs',
      sentence: expect.stringMatching(/still alive/),
    })
  })
})

test('ended in time, but by somebody: another reason', async () => {
  const { of } = await tryOut({
    ...asShipped,
    toleranceMs: 10 * minute,
    wire: (fetch, cas) => async (input, init) => {
      if (cas.clock.now() > Date.parse('2026-11-21T09:54:00Z')) cas.endSession()
      return fetch(input, init)
    },
  })
  expect(of('idle')).toMatchObject({
    verdict: 'differs',
    sentence: 'it ended in time, but for another reason: ended-elsewhere, not expired-idle',
  })
})

test.each([-3 * hour, 90 * second])(
  'a server whose clock is %d ms ahead ends no sooner',
  async (skewMs) => {
    const { findings } = await tryOut({ ...asShipped, skewMs })
    expect(findings.map(({ verdict }) => verdict)).toEqual(Array(3).fill('as-expected'))
  },
)

describe('cannot tell', () => {
  test('a wrong password is tried once, however many cases there are', async () => {
    const { findings, cas } = await tryOut({ ...asShipped, password: 'wrong' })
    expect(findings.map(({ verdict }) => verdict)).toEqual(Array(3).fill('cannot-tell'))
    expect(findings[0]?.sentence).toMatch(/the user name or the password is wrong/)
    expect(findings[2]?.sentence).toMatch(/^Not tried, since another sign-in failed: /)
    expect(cas.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  test('nothing tells the status: says what to install', async () => {
    const setup = { isLoggedIn: 'absent', ssoActuator: 'denied' } as const
    const { of, cas } = await tryOut({ ...asShipped, cas: { setup } })
    expect(of('idle').sentence).toMatch(/install the module or open actuator\/sso/)
    expect(cas.sessions()).toEqual([])
  })

  test('no answer around the end', async () => {
    const { of } = await tryOut({
      ...asShipped,
      skip: ['passive', 'max'],
      wire: (fetch, cas) => {
        const near = () => Math.abs(cas.clock.now() - Date.parse('2026-11-21T10:00:00Z')) < minute
        return async (input, init) => {
          if (near()) throw new TypeError('fetch failed')
          return fetch(input, init)
        }
      },
    })
    expect(of('idle')).toMatchObject({
      verdict: 'cannot-tell',
      sentence: expect.stringMatching(/unreachable/),
    })
  })

  test('a session that could not be ended is named, with the instant of its own end', async () => {
    const { of } = await tryOut({
      ...asShipped,
      cas: primary(3600, 28_800),
      wire: (fetch) => async (input, init) => {
        if (`${input}`.includes('/logout')) throw new TypeError('fetch failed')
        return fetch(input, init)
      },
    })
    expect(of('idle')).toMatchObject({ leftUntil: Date.parse('2026-11-21T09:00:00Z') })
  })

  test('a throttled session is looked at once, for the next look might end it', async () => {
    const policy = {
      kind: 'throttled',
      timeToKillSeconds: 7200,
      timeInBetweenUsesSeconds: 2,
    } as const
    const { of, cas } = await tryOut({ idleMs: 2 * hour, cas: { setup: { policy } } })
    expect(of('idle')).toMatchObject({ verdict: 'cannot-tell', looks: 1 })
    expect(of('idle').sentence).toMatch(/throttled/)
    expect(cas.sessions()).toEqual([])
  })

  test('a session that can not be used would end idle: says how to use it', async () => {
    const { of, startedAt } = await tryOut({ ...asShipped, visit: undefined })
    expect(of('max').finishedAt).toBe(startedAt)
    expect(of('max')).toMatchObject({
      verdict: 'cannot-tell',
      sentence: expect.stringMatching(/name a registered service with --visit/),
    })
  })

  test("an administrator's list that is closed", async () => {
    const { of, cas } = await tryOut({
      ...asShipped,
      administrator: true,
      cas: { setup: { ssoSessionsActuator: 'denied' } },
    })
    expect(of('administrator')).toMatchObject({
      verdict: 'cannot-tell',
      sentence: expect.stringMatching(/refused/),
    })
    expect(of('max').verdict).toBe('as-expected')
    expect(cas.sessions()).toEqual([])
  })

  test('an application that is not registered is about its own case only', async () => {
    const { of } = await tryOut({
      ...asShipped,
      services: [{ url: 'https://elsewhere.example/', maxMs: hour }],
    })
    expect(of('service https://elsewhere.example/').sentence).toMatch(
      /lets nobody in for this service/,
    )
    expect(of('max').verdict).toBe('as-expected')
  })
})

test('the touch of the module counts as a use where it is allowed', async () => {
  const { of } = await tryOut({ ...asShipped, visit: undefined, cas: { setup: { touch: true } } })
  expect(of('max')).toMatchObject({ verdict: 'as-expected', uses: 8 })
})

test('whatever the policy: what is observed is what was predicted, to the resolution', async () => {
  const policies = fc.record({
    idle: fc.integer({ min: 4, max: 20_000 }),
    times: fc.double({ min: 1.5, max: 20, noNaN: true }),
    rememberMe: fc.integer({ min: 4, max: 2_000_000 }),
    skewMs: fc.integer({ min: -hour, max: hour }),
    module: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(policies, async ({ idle, times, rememberMe, skewMs, module }) => {
      const max = Math.ceil(idle * times)
      const { findings, plan } = await tryOut({
        idleMs: idle * second,
        maxMs: max * second,
        rememberMeMs: rememberMe * second,
        skewMs,
        cas: {
          setup: {
            ...primary(idle, max).setup,
            rememberMe: { timeToKillSeconds: rememberMe },
            ...(!module && { isLoggedIn: 'absent' }),
          },
        },
      })
      expect(findings).toHaveLength(4)
      for (const finding of findings) {
        const { differenceMs = NaN, resolutionMs = NaN, verdict } = finding
        expect(verdict).toBe('as-expected')
        expect(Math.abs(differenceMs)).toBeLessThanOrEqual(resolutionMs + 1)
        expect(resolutionMs).toBeLessThanOrEqual(plan.toleranceMs / 4)
        if (module) expect(finding.reason).toBe(expectedReason(finding.case))
      }
    }),
    { numRuns: 25 },
  )
}, 60_000)

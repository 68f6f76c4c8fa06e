// Whatever happens in whatever order, some things never do.

import fc from 'fast-check'
import {
  type Client,
  type LookCause,
  type Observation,
  type Report,
  type SessionState,
  SsoError,
} from 'sso-pulse'
import { face } from 'sso-pulse/face'
import { ownSource } from 'sso-pulse/sources'
import { expect, test } from 'vitest'
import { createSession } from '../../sdk/watch-session.js'
import { pretendPage } from './stage.js'
import { noon, turnableClock } from './turnable-clock.js'

type Act =
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'jump'; readonly ms: number }
  | { readonly kind: 'wake'; readonly cause: LookCause }
  | { readonly kind: 'hide' | 'show' | 'check' }
  | {
      readonly kind: 'sign-in'
      readonly idleMs: number
      readonly timeMs: number
      readonly user: string
    }
  | { readonly kind: 'sign-out' | 'use' | 'mend' }
  | { readonly kind: 'break'; readonly trouble: SsoError }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'wish'; readonly seconds: number }

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 900_000 }) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 15_000 }) }),
  fc.record({
    kind: fc.constant('jump' as const),
    ms: fc.integer({ min: -3_600_000, max: 7_200_000 }),
  }),
  fc.record({
    kind: fc.constant('wake' as const),
    cause: fc.constantFrom<LookCause>('visibilitychange', 'pageshow', 'resume', 'online'),
  }),
  fc.record({ kind: fc.constantFrom('hide' as const, 'show' as const, 'check' as const) }),
  fc.record({
    kind: fc.constant('sign-in' as const),
    idleMs: fc.integer({ min: 10_000, max: 3_600_000 }),
    timeMs: fc.integer({ min: 10_000, max: 7_200_000 }),
    user: fc.constantFrom('casuser', 'second'),
  }),
  fc.record({ kind: fc.constantFrom('sign-out' as const, 'use' as const, 'mend' as const) }),
  fc.record({
    kind: fc.constant('break' as const),
    trouble: fc.constantFrom(
      new SsoError('offline'),
      new SsoError('not-json'),
      new SsoError('server-error', { httpStatus: 503, pollAfterSeconds: 120 }),
    ),
  }),
  fc.record({ kind: fc.constant('slow' as const), ms: fc.integer({ min: 0, max: 9000 }) }),
  fc.record({ kind: fc.constant('wish' as const), seconds: fc.integer({ min: 0, max: 7200 }) }),
)

/** A server whose clock goes right, however ours is set. */
async function play(acts: readonly Act[], dice: readonly number[]) {
  const clock = turnableClock(noon, 1)
  const page = pretendPage()
  let aheadMs = 0
  let live:
    | { user: string; timeLimitAt: number; usedAt: number; idleMs: number; id: number }
    | undefined
  let sessions = 0
  let trouble: SsoError | undefined
  let slowMs = 0
  let wish = 0
  let rolls = 0
  const serverNow = () => clock.now() + aheadMs

  const answer = (): Report => {
    const now = serverNow()
    if (live && (now > live.timeLimitAt || now > live.usedAt + live.idleMs)) live = undefined
    const pace = { now, ...(wish && { pollAfterSeconds: wish }) }
    return live
      ? {
          signedIn: true,
          principal: live.user,
          session: String(live.id),
          timeLimitAt: live.timeLimitAt,
          idleLimitAt: live.usedAt + live.idleMs,
          ...pace,
        }
      : { signedIn: false, reason: 'ended', ...pace }
  }
  const exchange = async (): Promise<Report> => {
    requests.push({
      at: clock.now(),
      automatic: !checking,
      last: learned.at(-1)?.observation,
    })
    if (slowMs) await new Promise<void>((done) => void clock.after(slowMs / 3, done))
    if (trouble) throw trouble
    const report = answer()
    if (slowMs) await new Promise<void>((done) => void clock.after((slowMs * 2) / 3, done))
    return report
  }
  const source = ownSource('played', exchange)
  const client: Client = {
    server: 'https://sso.example.org/cas',
    route: 'played',
    source,
    status: exchange,
    logout: async () => {},
    touch: exchange,
  }

  let checking = false
  const requests: { at: number; automatic: boolean; last: Observation | undefined }[] = []
  const learned: { observation: Observation; before: SessionState; after: SessionState }[] = []
  const warned: number[] = []
  const options = {
    clock,
    environment: page,
    random: () => dice[rolls++ % dice.length] ?? 0,
  }
  const session = createSession(client, options, () => {})
  let before = session.state
  session.on('observation', (observation) => {
    learned.push({ observation, before, after: session.state })
    before = session.state
  })
  session.on('expiring', ({ remainingMs }) => warned.push(remainingMs))
  const countdowns: number[] = []
  session.subscribe((state) => countdowns.push(face(state, clock.now()).end?.remainingMs ?? 0))

  let jumped = false
  for (const each of acts) {
    switch (each.kind) {
      case 'wait':
        await clock.advance(each.ms)
        break
      case 'jump':
        clock.jump(each.ms)
        aheadMs -= each.ms
        jumped = true
        break
      case 'wake':
        page.wakeBy(each.cause)
        break
      case 'hide':
      case 'show':
        page.seen = each.kind === 'show'
        page.wakeBy('visibilitychange')
        break
      case 'check':
        checking = true
        void session.check()
        checking = false
        break
      case 'sign-in': {
        const now = serverNow()
        sessions += 1
        live = {
          user: each.user,
          timeLimitAt: now + each.timeMs,
          usedAt: now,
          idleMs: each.idleMs,
          id: sessions,
        }
        break
      }
      case 'use':
        if (live) live.usedAt = serverNow()
        break
      case 'sign-out':
        live = undefined
        break
      case 'break':
        trouble = each.trouble
        break
      case 'mend':
        trouble = undefined
        break
      case 'slow':
        slowMs = each.ms
        break
      case 'wish':
        wish = each.seconds
        break
    }
    countdowns.push(face(session.state, clock.now()).end?.remainingMs ?? 0)
    await clock.settle()
  }
  session[Symbol.dispose]()
  await clock.advance(10_000)
  return {
    requests,
    learned,
    warned,
    countdowns,
    jumped,
    timers: clock.timers,
    thrown: clock.thrown,
  }
}

const definite = ({ outcome }: Observation) => !('kind' in outcome)

test('nobody is ever signed out without a definite answer, no countdown is below zero, no look is too soon, no deadline moves by itself', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 1, maxLength: 40 }),
      fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 10 }),
      async (acts, dice) => {
        const played = await play(acts, dice)
        for (const { observation, before, after } of played.learned) {
          if (!definite(observation)) {
            expect(after.status).toBe(before.status)
            expect(after.user).toBe(before.user)
          }
          if (after.status === 'signed-out' && before.status !== 'signed-out') {
            expect(observation.outcome).toMatchObject({ signedIn: false })
          }
        }
        for (const ms of played.countdowns) expect(ms).toBeGreaterThanOrEqual(0)
        for (const ms of played.warned) expect(ms).toBeGreaterThan(0)
        expect(played.timers).toBe(0)
        expect(played.thrown).toEqual([])
        expectUnhurried(played)
        expectSteadyDeadlines(played.learned)
      },
    ),
    { numRuns: 300, interruptAfterTimeLimit: 20_000 },
  )
}, 60_000)

/** Automatic looks keep 10 s from the look before, and the wish of the server, unless the clock was set back. */
function expectUnhurried({ requests }: Awaited<ReturnType<typeof play>>): void {
  for (const { at, automatic, last } of requests) {
    if (!automatic || !last || at < last.arrivedAt) continue
    expect(at - last.arrivedAt).toBeGreaterThanOrEqual(10_000)
    const wishMs = Math.min((last.outcome.pollAfterSeconds ?? 0) * 1000, 3_600_000)
    expect(at - last.arrivedAt).toBeGreaterThanOrEqual(wishMs)
  }
}

/** A deadline moves only when the server's instant does, or the skew by more than 2 s. */
function expectSteadyDeadlines(learned: Awaited<ReturnType<typeof play>>['learned']): void {
  let last: {
    readonly [limit: string]: { server: number | undefined; local: number | undefined }
  } = {}
  for (const { observation, after } of learned) {
    const { outcome } = observation
    if ('kind' in outcome || !outcome.signedIn) continue
    const local = (limit: string) => after.deadlines?.find((each) => each.limit === limit)?.at
    const now = {
      time: { server: outcome.timeLimitAt, local: local('time') },
      idle: { server: outcome.idleLimitAt, local: local('idle') },
    }
    for (const [limit, { server, local: at }] of Object.entries(now)) {
      const before = last[limit]
      if (before?.server !== server || before?.local === undefined || at === undefined) continue
      const movedMs = Math.abs(at - before.local)
      expect(movedMs === 0 || movedMs > 2000, `${limit} moved by ${movedMs} ms`).toBe(true)
    }
    last = now
  }
}

// Whatever happens in whatever order, some things never do: what `npm test` tries briefly and `npm run bench` at length.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Client, LookCause, Observation, Report, SessionState } from 'sso-pulse'
import { SsoError } from '../../sdk/errors.js'
import { face } from '../../sdk/face.js'
import { ownSource } from '../../sdk/sources.js'
import { createSession } from '../../sdk/watch-session.js'
import { pretendPage } from './pretend-page.js'
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
  const ended: unknown[] = []
  let seen: unknown
  session.on('observation', ({ outcome }) => {
    if ('signedIn' in outcome && outcome.signedIn) seen = outcome.session
  })
  session.on('ended', () => ended.push(seen))
  const countdowns: number[] = []
  session.subscribe((state) => countdowns.push(face(state, clock.now()).end?.remainingMs ?? 0))

  for (const each of acts) {
    switch (each.kind) {
      case 'wait':
        await clock.advance(each.ms)
        break
      case 'jump':
        clock.jump(each.ms)
        aheadMs -= each.ms
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
    ended,
    countdowns,
    timers: clock.timers,
    thrown: clock.thrown,
  }
}

const definite = ({ outcome }: Observation) => !('kind' in outcome)

type Played = Awaited<ReturnType<typeof play>>

export interface Effort {
  /** Sequences of acts that are tried. */
  readonly runs: number
  /** Stops trying then; a sequence that breaks a law is still made shorter. */
  readonly longestMs?: number
  /** Which sequences; default: others each time. */
  readonly seed?: number
}

export interface Tried {
  readonly acts: number
  readonly looks: number
}

/** Rejects with the shortest sequence found after which something happened that never may. */
export async function tryEverything({ runs, longestMs, seed }: Effort): Promise<Tried> {
  const tried = { acts: 0, looks: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 1, maxLength: 40 }),
      fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 10 }),
      async (acts, dice) => {
        const played = await play(acts, dice)
        tried.acts += acts.length
        tried.looks += played.requests.length
        onlyDefiniteAnswersEnd(played)
        eachSessionEndsOnce(played)
        nothingIsBelowZero(played)
        nothingIsLeft(played)
        automaticLooksKeepTheirDistance(played)
        deadlinesStay(played)
      },
    ),
    {
      numRuns: runs,
      ...(longestMs !== undefined && { interruptAfterTimeLimit: longestMs }),
      ...(seed !== undefined && { seed }),
    },
  )
  return tried
}

function onlyDefiniteAnswersEnd({ learned }: Played): void {
  for (const { observation, before, after } of learned) {
    if (!definite(observation)) {
      assert.equal(after.status, before.status)
      assert.equal(after.user, before.user)
    }
    if (after.status === 'signed-out' && before.status !== 'signed-out') {
      const { outcome } = observation
      assert.ok('signedIn' in outcome && !outcome.signedIn, 'signed out by something else')
    }
  }
}

function eachSessionEndsOnce({ ended }: Played): void {
  assert.deepEqual(ended, [...new Set(ended)], 'a session that ended twice')
}

function nothingIsBelowZero({ countdowns, warned }: Played): void {
  for (const ms of countdowns) assert.ok(ms >= 0, `a countdown of ${ms} ms`)
  for (const ms of warned) assert.ok(ms > 0, `a warning of ${ms} ms`)
}

function nothingIsLeft({ timers, thrown }: Played): void {
  assert.equal(timers, 0)
  assert.deepEqual(thrown, [])
}

/** 10 s from the look before, and the wish of the server, unless the clock was set back. */
function automaticLooksKeepTheirDistance({ requests }: Played): void {
  for (const { at, automatic, last } of requests) {
    if (!automatic || !last || at < last.arrivedAt) continue
    const wishMs = Math.min((last.outcome.pollAfterSeconds ?? 0) * 1000, 3_600_000)
    const distanceMs = at - last.arrivedAt
    assert.ok(distanceMs >= Math.max(10_000, wishMs), `looks ${distanceMs} ms apart`)
  }
}

/** A deadline moves only when the server's instant does, or the skew by more than 2 s. */
function deadlinesStay({ learned }: Played): void {
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
      assert.ok(movedMs === 0 || movedMs > 2000, `${limit} moved by ${movedMs} ms`)
    }
    last = now
  }
}

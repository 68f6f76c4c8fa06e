// Timelines for tests: one of a real story, and any that there can be.
import fc from 'fast-check'
import { type Memory, nothingKnown, type Observation, reduce } from 'sso-pulse/parts'
import { type LookRow, lookRow, type Timeline, type TimelineRow } from 'sso-pulse/timeline'
import { look, signedIn, signedOut } from './observations.js'
import { troubleKinds } from './trouble-kinds.js'
import { noon } from './turnable-clock.js'

export const minute = 60_000
export const address = 'https://sso.example.org/cas'

export function timelineOf(rows: readonly TimelineRow[], more: Partial<Timeline> = {}): Timeline {
  return {
    format: 'sso-pulse-timeline',
    version: 1,
    writtenBy: 'sso-pulse 0.1.0',
    writtenAt: noon,
    redaction: 'nothing',
    dropped: 0,
    rows,
    ...more,
  }
}

/** The rows of looks that follow each other at one server. */
export function rowsOf(
  observations: readonly Observation[],
  server: string = address,
): readonly LookRow[] {
  let memory: Memory = nothingKnown
  return observations.map((observation) => {
    const before = memory
    memory = reduce(before, observation).memory
    return lookRow({ server, source: 'isloggedin', before, observation, after: memory })
  })
}

const limits = { timeLimitAt: noon + 480 * minute, idleLimitAt: noon + 120 * minute }

/** Signed in, a failure between, ended by somebody else. */
export const story: readonly TimelineRow[] = [
  { kind: 'mark', at: noon - minute, text: 'step 1: jdoe signs in at sso.example.org' },
  ...rowsOf([
    look(signedIn({ principal: 'jdoe', ...limits }), noon, { cause: 'cookie' }),
    look({ kind: 'server-error', httpStatus: 503 }, noon + 5 * minute, { cause: 'alarm' }),
    look(signedIn({ principal: 'jdoe', ...limits }), noon + 6 * minute, { cause: 'retry' }),
    look(signedOut('ended'), noon + 11 * minute, { cause: 'alarm' }),
  ]),
]

/** Personal values are told by this word, wherever they turn up. */
export const personal = 'secretive'

const name = fc.string({ minLength: 1, maxLength: 12 }).map((end) => `${personal}-${end}`)
const server = name.map((end) => `https://${encodeURIComponent(end)}.example.org/cas`)
const instant = fc.integer({ min: 0, max: 4e12 })
const some = <T>(members: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(members, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>
const both = <A extends object, B extends object>(one: fc.Arbitrary<A>, other: fc.Arbitrary<B>) =>
  fc.tuple(one, other).map(([a, b]) => ({ ...a, ...b }))

const trouble = fc.constantFrom(...troubleKinds)
const origin = fc.constantFrom('server' as const, 'policy' as const)
const limit = fc.constantFrom('time' as const, 'idle' as const)
const cause = fc.constantFrom('alarm', 'cookie', 'popup', 'online', 'late-timer', 'check')
const told = { now: instant, pollAfterSeconds: fc.nat(600) }

const outcome = fc.oneof(
  both(fc.record({ kind: trouble }), some({ httpStatus: fc.nat(599), field: fc.constant('now') })),
  both(
    fc.record({ signedIn: fc.constant(true), principal: name }),
    some({
      ...told,
      session: name,
      timeLimitAt: instant,
      idleLimitAt: instant,
      throttled: fc.boolean(),
      origin,
      details: some({
        authenticatedAt: instant,
        rememberMe: fc.boolean(),
        attributes: fc.dictionary(name, fc.array(name, { maxLength: 3 }), { maxKeys: 3 }),
        services: fc.array(name, { maxLength: 3 }),
      }),
    }),
  ),
  both(
    fc.record({ signedIn: fc.constant(false) }),
    some({ ...told, crossSite: fc.boolean(), reason: fc.constantFrom('ended', 'no-cookie') }),
  ),
)

const known = both(
  fc.record({ status: fc.constantFrom('unknown', 'signed-in', 'signed-out') }),
  some({
    user: name,
    reason: fc.constantFrom('never', 'expired-idle', 'ended-elsewhere'),
    trouble,
    deadlines: fc.array(fc.record({ limit, at: instant, origin }), { maxLength: 2 }),
  }),
)

const row = fc.oneof(
  both(
    fc.record({
      kind: fc.constant('look'),
      at: instant,
      server,
      source: fc.constant('isloggedin'),
      cause,
      askedAt: instant,
      outcome,
      before: known,
      after: known,
    }),
    some({ signingOut: fc.constant(true), skewMs: fc.integer() }),
  ),
  fc.record({
    kind: fc.constant('notification'),
    at: instant,
    server,
    limit,
    remainingMs: fc.integer(),
    told: fc.constantFrom('shown', 'off', 'snoozed', 'uncertain'),
  }),
  both(
    fc.record({
      kind: fc.constant('sign-out'),
      at: instant,
      server,
      step: fc.constantFrom('asked', 'sent', 'proved', 'not-proved', 'page-opened'),
    }),
    some({ services: fc.array(name, { maxLength: 3 }) }),
  ),
  fc.record({ kind: fc.constant('mark'), at: instant, text: name }),
) as fc.Arbitrary<TimelineRow>

export const anyTimeline: fc.Arbitrary<Timeline> = fc
  .array(row, { maxLength: 8 })
  .map((rows) => timelineOf(rows))

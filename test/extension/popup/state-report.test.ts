// What is copied as JSON: as the documentation shows it, and nothing personal in it.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { EndReason, SessionState, SignedIn } from 'sso-pulse'
import { expect, test, vi } from 'vitest'
import { stateReport } from '../../../extension/popup/state-report.js'
import { sourceKinds } from '../../../extension/shared/settings.js'
import { troubleKinds } from '../../sdk/trouble-kinds.js'
import {
  estimated,
  hour,
  minute,
  now,
  pictureOfState,
  type SessionPicture,
  second,
  server,
  signedIn,
  signedOut,
  unknown,
} from '../pictures.js'

vi.mock('webextension-polyfill', () => ({ default: {} }))

const surroundings = { extension: '0.1.0', browser: 'Mozilla/5.0 Firefox/142.0' }
const report = (picture: SessionPicture, at = now) => stateReport(picture, at, surroundings)
const iso = (instant: number) => new Date(instant).toISOString()

test('the page about the popup shows one, member by member', () => {
  const page = readFileSync('docs/popup.md', 'utf8')
  const shown = JSON.parse(page.match(/```json\n([\s\S]*?)```/)?.[1] ?? '')
  const at = Date.parse('2026-11-21T09:48:00Z')
  const state: SignedIn = {
    ...signedIn({}, { checkedAt: at - 3 * minute }),
    deadlines: [
      { limit: 'idle', at: at + hour, origin: 'server' },
      { limit: 'time', at: at + 7 * hour, origin: 'server' },
    ],
    trouble: { kind: 'server-error', httpStatus: 503, pollAfterSeconds: 30, since: at },
  }
  const memory = { skewMs: 1700, lookedAt: at, failures: 1 }
  const picture = pictureOfState(state, { cause: 'popup' }, memory)
  expect(report(picture, at)).toEqual({ ...shown, browser: surroundings.browser })
  expect(Object.keys(report(picture, at))).toEqual(Object.keys(shown))
})

test.each<[string, SessionPicture, object]>([
  [
    'nothing known',
    pictureOfState(unknown),
    {
      ...surroundings,
      server: server.url,
      source: 'isloggedin',
      clock: { local: iso(now) },
      status: 'unknown',
      lastLook: { failures: 0 },
    },
  ],
  [
    'an estimated limit, and none',
    pictureOfState(estimated(signedIn({ time: hour }, { details: undefined }))),
    { limits: { time: { endsAt: iso(now + hour), origin: 'policy' }, idle: {} } },
  ],
  [
    'ended elsewhere',
    pictureOfState(signedOut('ended-elsewhere')),
    {
      status: 'signed-out',
      reason: 'ended-elsewhere',
      seen: 'ended',
      endedAt: iso(now - 4 * minute),
    },
  ],
  [
    'a clock that is behind',
    pictureOfState(unknown, {}, { skewMs: -90 * second }),
    { clock: { local: iso(now), server: iso(now - 90 * second), offsetMs: -90 * second } },
  ],
])('%s', (_, picture, members) => {
  expect(report(picture)).toMatchObject(members)
})

test('no name, session, attribute, service, cookie store or own address is in it, whatever is known', () => {
  fc.assert(
    fc.property(personal, rest, (own, { status, reason, kind, source, troubled }) => {
      const text = JSON.stringify(
        report(fullPicture(own, { status, reason, kind, source, troubled })),
      )
      for (const value of Object.values(own)) expect(text).not.toContain(value)
      expect(text).not.toMatch(/[?#]|TG[CT]|ST-|ticket=/)
    }),
  )
})

/** Each unlike anything that is no secret. */
const secret = fc.uuid().map((id) => `own-${id}`)
const personal = fc.record({
  user: secret,
  before: secret,
  session: secret,
  attribute: secret,
  value: secret,
  service: secret,
  name: secret,
  store: secret,
  cookie: secret,
})
const rest = fc.record({
  status: fc.constantFrom('unknown', 'signed-in', 'signed-out'),
  reason: fc.constantFrom<EndReason[]>('never', 'expired-time', 'signed-out-here', 'unknown'),
  kind: fc.constantFrom(...troubleKinds),
  source: fc.constantFrom(...sourceKinds),
  troubled: fc.boolean(),
})

type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never

/** All that a record can hold, in one picture. */
function fullPicture(own: Drawn<typeof personal>, drawn: Drawn<typeof rest>): SessionPicture {
  const services = [`https://app.example.org/${own.service}?ticket=ST-1-${own.service}`]
  const details = {
    attributes: { [own.attribute]: [own.value] },
    services,
    rememberMe: true,
    authenticatedAt: now - hour,
    maxTimeToLiveSeconds: 3600,
  }
  const trouble = { kind: drawn.kind, httpStatus: 503, field: 'principal', since: now }
  const { user, session } = own
  const states = {
    unknown,
    'signed-in': signedIn({ time: hour, idle: minute }, { user, session, details }),
    'signed-out': signedOut(drawn.reason, { user }),
  }
  const state = { ...states[drawn.status], ...(drawn.troubled && { trouble }) } as SessionState
  const picture = pictureOfState(state, {
    cause: 'cookie',
    signOut: { at: now, proved: false, services },
    otherUser: { before: own.before, at: now },
    elsewhere: [own.store],
    warned: `${session} ${now}`,
    snoozed: `${session} ${now}`,
  })
  const set = { name: own.name, stayService: services[0] ?? '', cookieName: own.cookie }
  return { ...picture, server: { ...server, source: drawn.source, ...set } }
}

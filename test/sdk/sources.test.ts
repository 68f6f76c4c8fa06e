import { createClient, type Failure, type Report, type StatusSource, watchSession } from 'sso-pulse'
import { failureOf } from 'sso-pulse/parts'
import { actuatorSso, isLoggedInWithDetails, ownSource, plainIsLoggedIn } from 'sso-pulse/sources'
import { createCas } from 'sso-pulse/testing'
import { describe, expect, test } from 'vitest'
import {
  type Captured,
  forbidden,
  full,
  fullSignedIn,
  fullSignedOut,
  html,
  responseOf,
  ssoSignedIn,
  ssoSignedOut,
} from './captured.js'

const askedUrls: string[] = []

function lookAt(source: StatusSource, answer: Captured): Promise<Report> {
  const fetch = async (url: unknown) => {
    askedUrls.push(String(url))
    return responseOf(answer)
  }
  const client = createClient('https://sso.example.org/cas', {
    source,
    fetch: fetch as typeof globalThis.fetch,
  })
  return client.status()
}

const troubleOf = (source: StatusSource, answer: Captured): Promise<Failure> =>
  lookAt(source, answer).then(() => expect.unreachable(), failureOf)

const json = (body: unknown): Captured => ({
  status: 200,
  type: 'application/json',
  body: JSON.stringify(body),
})

describe('stock actuator/sso', () => {
  test.each(['7.2', '6.6'] as const)(
    '%s, signed in: user, session, and limits by the policy',
    async (line) => {
      const createdAt = Date.parse(
        JSON.parse(ssoSignedIn[line].body).ticketGrantingTicketCreationTime,
      )
      const numbers = { maxTimeToLiveSeconds: 28_800, timeToKillSeconds: 7200 }
      expect(await lookAt(actuatorSso(numbers), ssoSignedIn[line])).toMatchObject({
        signedIn: true,
        principal: 'casuser',
        session: String(createdAt),
        timeLimitAt: createdAt + 28_800_000,
        idleLimitAt: createdAt + 7_200_000,
        origin: 'policy',
        details: numbers,
      })
    },
  )

  test("the server's clock is the Date header, half a second later on average", async () => {
    const { now } = await lookAt(actuatorSso(), ssoSignedIn['7.2'])
    expect(now).toBe(Date.parse('2026-11-21T00:04:24.500Z'))
  })

  test('no configured numbers: no limits', async () => {
    const report = await lookAt(actuatorSso(), ssoSignedIn['7.2'])
    expect(report).not.toHaveProperty('timeLimitAt')
    expect(report).not.toHaveProperty('idleLimitAt')
  })

  test('a 400 with nothing in it: nobody is signed in, and why is not told', async () => {
    expect(await lookAt(actuatorSso(), ssoSignedOut)).toMatchObject({ signedIn: false })
    expect(await lookAt(actuatorSso(), ssoSignedOut)).not.toHaveProperty('reason')
  })

  test("a 400 with a body is somebody else's", async () => {
    expect(await troubleOf(actuatorSso(), { ...forbidden, status: 400 })).toMatchObject({
      kind: 'missing',
      httpStatus: 400,
    })
  })

  test('JSON without a principal is a wrong shape', async () => {
    expect(await troubleOf(actuatorSso(), json({ status: 'UP' }))).toEqual({
      kind: 'wrong-shape',
      field: 'principal',
    })
  })
})

describe('a bare isloggedin, as in the CAS blog', () => {
  test('{}: nobody is signed in, or the endpoint failed; it cannot tell', async () => {
    expect(await lookAt(plainIsLoggedIn(), json({}))).toEqual({ signedIn: false })
  })

  test.each(['principal', 'id', 'user', 'username', 'uid'])(
    'the user is found as %s',
    async (field) => {
      expect(await lookAt(plainIsLoggedIn(), json({ [field]: 'casuser' }))).toMatchObject({
        signedIn: true,
        principal: 'casuser',
      })
      expect(await lookAt(plainIsLoggedIn(), json({ [field]: ['casuser'] }))).toMatchObject({
        principal: 'casuser',
      })
    },
  )

  test('the user is the named field, if one is named', async () => {
    const answer = json({ id: '4711', login: 'casuser' })
    expect(await lookAt(plainIsLoggedIn({ userField: 'login' }), answer)).toMatchObject({
      principal: 'casuser',
    })
    expect(await troubleOf(plainIsLoggedIn({ userField: 'nick' }), answer)).toEqual({
      kind: 'wrong-shape',
      field: 'nick',
    })
  })

  test('the time limit is computed from the authentication date, where both are known', async () => {
    const answer = json({ id: 'casuser', authenticationDate: ['2026-11-21T00:00:00Z'] })
    expect(await lookAt(plainIsLoggedIn({ maxTimeToLiveSeconds: 3600 }), answer)).toMatchObject({
      timeLimitAt: Date.parse('2026-11-21T01:00:00Z'),
      origin: 'policy',
    })
  })

  test('lists of texts are attributes', async () => {
    const report = await lookAt(
      plainIsLoggedIn(),
      json({ id: 'casuser', memberOf: ['staff'], uses: 3 }),
    )
    expect(report).toMatchObject({ details: { attributes: { memberOf: ['staff'] } } })
  })

  test.each<[string, Captured, Failure['kind']]>([
    ['a list', json([]), 'wrong-shape'],
    ['a text', json('casuser'), 'wrong-shape'],
    ['a map without a user', json({ mail: ['user@example.org'] }), 'wrong-shape'],
    ['HTML', html, 'not-json'],
    ['400: it wants ?tgc=', { ...forbidden, status: 400 }, 'missing'],
  ])('%s is trouble', async (_, answer, kind) => {
    expect((await troubleOf(plainIsLoggedIn(), answer)).kind).toBe(kind)
  })

  test('the cookie is sent as ?tgc= only where that is switched on', async () => {
    await lookAt(plainIsLoggedIn(), json({}))
    expect(askedUrls.at(-1)).toBe('https://sso.example.org/cas/isloggedin')
    await lookAt(plainIsLoggedIn({ tgc: async () => 'ey&J' }), json({}))
    expect(askedUrls.at(-1)).toBe('https://sso.example.org/cas/isloggedin?tgc=ey%26J')
  })

  test('it reads the module, too, which gives it the plain form', async () => {
    const cas = createCas()
    const client = createClient(cas.url, { source: plainIsLoggedIn(), fetch: cas.fetch })
    expect(await client.status()).toMatchObject({ signedIn: false })
    cas.signIn('casuser')
    expect(await client.status()).toMatchObject({ signedIn: true, principal: 'casuser' })
  })

  test('without a cookie nothing is asked', async () => {
    const before = askedUrls.length
    const source = plainIsLoggedIn({ tgc: async () => undefined })
    expect(await lookAt(source, json({}))).toEqual({ signedIn: false, reason: 'no-cookie' })
    expect(askedUrls).toHaveLength(before)
  })
})

describe('the full form with details', () => {
  test('tells policy numbers, remember-me, attributes and services', async () => {
    const { attributes, services, maxTimeToLiveSeconds, timeToKillSeconds, rememberMe } =
      fullSignedIn
    expect(await lookAt(isLoggedInWithDetails(), full(fullSignedIn))).toMatchObject({
      principal: 'casuser',
      details: {
        authenticatedAt: Date.parse(fullSignedIn.authenticatedAt),
        attributes,
        services,
        maxTimeToLiveSeconds,
        timeToKillSeconds,
        rememberMe,
      },
    })
  })

  test('has none for nobody', async () => {
    expect(await lookAt(isLoggedInWithDetails(), full(fullSignedOut))).not.toHaveProperty('details')
  })

  test.each([
    ['attributes', { attributes: { mail: 'user@example.org' } }],
    ['services', { services: [1] }],
    ['timeToKillSeconds', { timeToKillSeconds: '7200' }],
    ['rememberMe', { rememberMe: 'no' }],
  ])('a wrong shape names the field: %s', async (field, change) => {
    expect(await troubleOf(isLoggedInWithDetails(), full({ ...fullSignedIn, ...change }))).toEqual({
      kind: 'wrong-shape',
      field,
    })
  })
})

describe("the caller's own function", () => {
  test('answers in place of a server', async () => {
    const report = { signedIn: true, principal: 'casuser' } as const
    expect(
      await lookAt(
        ownSource('mine', async () => report),
        html,
      ),
    ).toBe(report)
  })

  test('any rejection of it is unreachable, so nobody is signed out by a bug', async () => {
    const failing = ownSource('mine', () => Promise.reject(new Error('bug')))
    expect(await troubleOf(failing, html)).toEqual({ kind: 'unreachable' })
    const throwing = ownSource('mine', () => {
      throw new Error('bug')
    })
    expect(await troubleOf(throwing, html)).toEqual({ kind: 'unreachable' })
  })

  test.each([
    ownSource('mine', async () => ({ signedIn: false })),
    actuatorSso(),
    plainIsLoggedIn(),
  ])('only the CAS module can be touched: $name rejects as missing', async (source) => {
    const client = createClient('https://sso.example.org/cas', { source })
    await expect(client.touch()).rejects.toMatchObject({ kind: 'missing' })
  })
})

describe('an own function that returns nonsense', () => {
  test.each([
    ['nothing', undefined, 'signedIn'],
    ['a text', 'yes', 'signedIn'],
    ['a half answer', { principal: 'jdoe' }, 'signedIn'],
    ['nobody in particular', { signedIn: true }, 'principal'],
    ['a number where a name belongs', { signedIn: true, principal: 7 }, 'principal'],
    ['a date as text', { signedIn: true, principal: 'jdoe', idleLimitAt: '2026' }, 'idleLimitAt'],
  ])('is trouble with the name of what is wrong: %s', async (_, nonsense, field) => {
    const source = ownSource('mine', async () => nonsense as unknown as Report)
    const session = watchSession('https://nonsense.example.org/cas', { source })
    expect(await session.check()).toMatchObject({
      status: 'unknown',
      trouble: { kind: 'wrong-shape', field },
    })
    session[Symbol.dispose]()
  })
})

// The contract of `isloggedin` with everything switched off that can be.

import { describe, expect, test } from 'vitest'
import type { Running } from './cas-under-test.js'
import { contractAccept, copyOf, fullForm, signedIn, Visitor } from './visitor.js'

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

export function isLoggedInCases(cas: Running): void {
  describe('isloggedin', () => {
    test('a live session is told with its limits, its policy and the server clock, and nothing else', async () => {
      const visitor = await signedIn(cas())
      const answer = await visitor.get('/isloggedin', { accept: contractAccept })
      expect(answer.status).toBe(200)
      expect(answer.header('content-type')).toMatch(
        /^application\/vnd\.sso-pulse\.v1\+json(;charset=UTF-8)?$/i,
      )
      const body = answer.json() as Record<string, unknown>
      expect(body).toEqual({
        signedIn: true,
        principal: 'casuser',
        session: expect.stringMatching(/^[\w-]{16,64}$/),
        authenticatedAt: expect.stringMatching(instant),
        createdAt: expect.stringMatching(instant),
        lastUsedAt: expect.stringMatching(instant),
        timeLimitAt: expect.stringMatching(instant),
        idleLimitAt: expect.stringMatching(instant),
        maxTimeToLiveSeconds: 28_800,
        timeToKillSeconds: 7_200,
        rememberMe: false,
        now: expect.stringMatching(/\.\d{3}Z$/),
      })
      expect(at(body.timeLimitAt) - at(body.createdAt)).toBe(28_800_000)
      expect(at(body.idleLimitAt) - at(body.lastUsedAt)).toBe(7_200_000)
    })

    test('the plain form is a flat map of the user', async () => {
      const visitor = await signedIn(cas())
      const answer = await visitor.get('/isloggedin', { accept: 'application/json' })
      expect(answer.status).toBe(200)
      expect(answer.header('content-type')).toMatch(/^application\/json(;charset=UTF-8)?$/i)
      expect(answer.json()).toEqual({ principal: 'casuser' })
    })

    test.each(['*/*', 'text/html', `application/json, ${fullForm};q=0.5`])(
      'Accept: %s gets the plain form',
      async (accept) => {
        const answer = await new Visitor(cas()).get('/isloggedin', { accept })
        expect(answer.status).toBe(200)
        expect(answer.header('content-type')).toMatch(/^application\/json/)
        expect(answer.json()).toEqual({})
      },
    )

    test('nobody signed in: "no-cookie", and an empty map in the plain form', async () => {
      const visitor = new Visitor(cas())
      expect(await visitor.status()).toEqual({
        signedIn: false,
        reason: 'no-cookie',
        now: expect.stringMatching(instant),
      })
      expect((await visitor.get('/isloggedin')).json()).toEqual({})
    })

    test('asked from another site, a missing cookie proves nothing, and the answer says so', async () => {
      const ask = (site: string) =>
        new Visitor(cas()).get('/isloggedin', { accept: contractAccept, 'sec-fetch-site': site })
      expect((await ask('cross-site')).json()).toMatchObject({
        reason: 'no-cookie',
        crossSite: true,
      })
      expect((await ask('same-site')).json()).not.toHaveProperty('crossSite')
    })

    test.each([contractAccept, 'application/json'])(
      'no answer is cached, and caches know that it depends on Accept (%s)',
      async (accept) => {
        const answer = await new Visitor(cas()).get('/isloggedin', { accept })
        expect(answer.header('cache-control')).toContain('no-store')
        expect(answer.header('vary')?.toLowerCase().split(/, */)).toContain('accept')
      },
    )

    test('HEAD says what GET says, without a body', async () => {
      const visitor = await signedIn(cas())
      const answer = await visitor.ask('HEAD', '/isloggedin', { accept: contractAccept })
      expect(answer.status).toBe(200)
      expect(answer.header('content-type')).toContain(fullForm)
      expect(answer.text).toBe('')
      expect(await visitor.status()).toMatchObject({ signedIn: true })
    })

    test('a garbage cookie is "unreadable", with a slow pace', async () => {
      const visitor = new Visitor(cas())
      visitor.tgc = 'garbage'
      expect(await visitor.status()).toEqual({
        signedIn: false,
        reason: 'unreadable',
        now: expect.stringMatching(instant),
        pollAfterSeconds: 300,
      })
    })

    test("another browser's cookie is unreadable: other User-Agent, other address", async () => {
      const visitor = await signedIn(cas())
      const unreadable = { signedIn: false, reason: 'unreadable' }
      const otherAgent = copyOf(visitor, cas(), { userAgent: 'other/2.0' })
      expect(await otherAgent.status()).toMatchObject(unreadable)
      const otherAddress = copyOf(visitor, cas(), { address: '192.0.2.7' })
      expect(await otherAddress.status()).toMatchObject(unreadable)
      expect(await visitor.status()).toMatchObject({ signedIn: true })
    })

    test('a browser whose User-Agent contains "@" never gets signed in', async () => {
      const visitor = await signedIn(cas(), {}, { userAgent: 'odd@agent' })
      expect(await visitor.status()).toMatchObject({ signedIn: false, reason: 'unreadable' })
    })

    test('a cookie that outlived its session is "ended"', async () => {
      const visitor = await signedIn(cas())
      const dead = copyOf(visitor, cas())
      await visitor.get('/logout')
      expect(await dead.status()).toMatchObject({ signedIn: false, reason: 'ended' })
      expect((await dead.get('/isloggedin')).json()).toEqual({})
      expect(await visitor.status()).toMatchObject({ reason: 'no-cookie' })
    })

    test('the cookie counts only as a cookie: not as a header, nor as a parameter', async () => {
      const { tgc = '' } = await signedIn(cas())
      const stranger = new Visitor(cas())
      const accept = contractAccept
      const asHeader = await stranger.get('/isloggedin', { accept, tgc })
      expect(asHeader.json()).toMatchObject({ signedIn: false, reason: 'no-cookie' })
      for (const name of ['tgc', 'TGC']) {
        const asParameter = await stranger.get(`/isloggedin?${name}=${encodeURIComponent(tgc)}`, {
          accept,
        })
        expect(asParameter.json()).toMatchObject({ signedIn: false, reason: 'no-cookie' })
      }
    })

    test('"now" is the server clock: that of the Date header', async () => {
      const answer = await new Visitor(cas()).get('/isloggedin', { accept: contractAccept })
      const { now } = answer.json() as { now: string }
      expect(Math.abs(at(now) - Date.parse(answer.header('date') ?? ''))).toBeLessThan(2000)
    })

    test('a session has one name for as long as it lives, another has another', async () => {
      const visitor = await signedIn(cas())
      const first = await visitor.status()
      const second = await visitor.status()
      const other = await (await signedIn(cas())).status()
      expect(second.session).toBe(first.session)
      expect(other.session).not.toBe(first.session)
    })

    test('no ticket id and no cookie is ever told', async () => {
      const visitor = await signedIn(cas())
      for (const accept of [contractAccept, 'application/json']) {
        const { text } = await visitor.get('/isloggedin', { accept })
        expect(text).not.toMatch(/TGT-|ST-/)
        expect(text).not.toContain(visitor.tgc)
      }
    })

    test('POST is refused while touching is off, and changes nothing', async () => {
      const visitor = await signedIn(cas())
      const before = await visitor.status()
      const { origin } = new URL(cas().url)
      const headers = { 'x-sso-pulse': 'touch', origin }
      const answer = await visitor.post('/isloggedin', {}, headers)
      expect(answer.status).toBe(405)
      expect(answer.header('allow')?.split(/, */)).toEqual(['GET', 'HEAD', 'OPTIONS'])
      expect(answer.json()).toEqual({ error: 'touch-disabled' })
      expect(await visitor.status()).toMatchObject({ lastUsedAt: before.lastUsedAt })
    })

    test('OPTIONS names the methods', async () => {
      const answer = await new Visitor(cas()).ask('OPTIONS', '/isloggedin')
      expect(answer.status).toBe(200)
      expect(answer.header('allow')?.split(/, */)).toEqual(['GET', 'HEAD', 'OPTIONS'])
    })

    test('a hundred looks leave the last use, the idle limit and the use count as they were', async () => {
      await expectPassive(cas, await signedIn(cas()))
    })

    test('the same for a session with a time limit only', async () => {
      const visitor = await signedIn(cas(), { service: 'http://127.0.0.1:9/short' })
      await expectPassive(cas, visitor)
    })

    test('a session that began at a service with its own policy ends by that one', async () => {
      const visitor = await signedIn(cas(), { service: 'http://127.0.0.1:9/short' })
      const status = await visitor.status()
      expect(status).toMatchObject({ signedIn: true, maxTimeToLiveSeconds: 10 })
      expect(status).not.toHaveProperty('idleLimitAt')
      expect(status).not.toHaveProperty('timeToKillSeconds')
      expect(at(status.timeLimitAt) - at(status.createdAt)).toBe(10_000)
      await cas().pass(at(status.timeLimitAt) - at(status.now) - 1000)
      expect(await visitor.status()).toMatchObject({ signedIn: true })
      await cas().pass(2000)
      expect(await visitor.status()).toMatchObject({ signedIn: false, reason: 'ended' })
    })

    test('nothing stands below it: 404', async () => {
      expect((await new Visitor(cas()).get('/isloggedin/x')).status).toBe(404)
    })

    test('a path that nobody serves is 403 on 7.2 and 404 on 6.6', async () => {
      const answer = await new Visitor(cas()).get('/nothing-here')
      expect(answer.status).toBe(cas().line === '7.2' ? 403 : 404)
      expect(answer.json()).toMatchObject({ status: answer.status, path: '/cas/nothing-here' })
    })
  })
}

/** A look is no use: checked by the endpoint itself and by stock CAS. */
export async function expectPassive(cas: Running, visitor: Visitor): Promise<void> {
  const before = await visitor.status()
  const byCas = (await visitor.get('/actuator/sso')).json()
  for (let look = 0; look < 100; look += 1) {
    if (look % 25 === 0) await cas().pass(20)
    const accept = look % 2 === 0 ? contractAccept : 'application/json'
    expect((await visitor.get('/isloggedin', { accept })).status).toBe(200)
  }
  const { now: _, ...unmoved } = before
  expect(await visitor.status()).toMatchObject(unmoved)
  expect((await visitor.get('/actuator/sso')).json()).toEqual(byCas)
}

export function at(text: unknown): number {
  // Real servers write nanoseconds; half of one more or less must not make a second.
  return Date.parse(String(text))
}

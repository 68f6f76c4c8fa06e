// The contract of what differs by policy and by server: idle limit only, throttled, no single sign-on, unpinned.

import { describe, expect, test } from 'vitest'
import type { Running } from './cas-under-test.js'
import { at, expectPassive } from './is-logged-in.cases.js'
import { contractAccept, copyOf, signedIn, Visitor } from './visitor.js'

const app = 'http://127.0.0.1:9/app'

/** A `TimeoutExpirationPolicy` of 30 min, and cookies that aren't pinned. */
export function idleOnlyCases(cas: Running): void {
  describe('idle limit only', () => {
    test('tells an idle limit and no time limit', async () => {
      const status = await (await signedIn(cas())).status()
      expect(status).toMatchObject({ signedIn: true, timeToKillSeconds: 1_800 })
      expect(status).not.toHaveProperty('timeLimitAt')
      expect(status).not.toHaveProperty('maxTimeToLiveSeconds')
      expect(at(status.idleLimitAt) - at(status.lastUsedAt)).toBe(1_800_000)
    })

    test('a hundred looks do not move it', async () => {
      await expectPassive(cas, await signedIn(cas()))
    })
  })

  describe('unpinned', () => {
    test("another browser's cookie is as good as one's own", async () => {
      const visitor = await signedIn(cas())
      const other = copyOf(visitor, cas(), { userAgent: 'other/2.0', address: '192.0.2.7' })
      expect(await other.status()).toMatchObject({ signedIn: true, principal: 'casuser' })
    })
  })
}

/** A `ThrottledUseAndTimeoutExpirationPolicy` of 30 min with 2 s between uses. */
export function throttledCases(cas: Running): void {
  describe('throttled', () => {
    test('tells that it is throttled, and the idle limit, and not the gap as one', async () => {
      const status = await (await signedIn(cas())).status()
      expect(status).toMatchObject({ signedIn: true, throttled: true, timeToKillSeconds: 1_800 })
      expect(at(status.idleLimitAt) - at(status.lastUsedAt)).toBe(1_800_000)
      expect(status).not.toHaveProperty('timeLimitAt')
    })

    test('a session that was never used can be looked at any time', async () => {
      const visitor = await signedIn(cas())
      await cas().pass(1600)
      expect(await visitor.status()).toMatchObject({ signedIn: true })
    })

    test('a look right after a use is harmless', async () => {
      const visitor = await signedIn(cas())
      await visitor.gateway(app)
      expect(await visitor.status()).toMatchObject({ signedIn: true })
    })

    test('a look 1.6 s after a use ends the session: CAS counts it as expired, and removes it', async () => {
      const visitor = await signedIn(cas())
      await visitor.gateway(app)
      await cas().pass(1600)
      expect(await visitor.status()).toMatchObject({ signedIn: false, reason: 'ended' })
      await cas().pass(3000)
      expect(await visitor.status()).toMatchObject({ signedIn: false, reason: 'ended' })
    })

    test('a touch is refused with 409, since it might end the session', async () => {
      const visitor = await signedIn(cas())
      const before = await visitor.status()
      const answer = await visitor.ask('POST', '/isloggedin', {
        accept: contractAccept,
        'x-sso-pulse': 'touch',
        origin: new URL(cas().url).origin,
      })
      expect(answer.status).toBe(409)
      expect(answer.json()).toEqual({ error: 'throttled-policy' })
      expect(await visitor.status()).toMatchObject({ lastUsedAt: before.lastUsedAt })
    })
  })
}

/** `cas.sso.sso-enabled=false`, and sessions that never expire. */
export function noSingleSignOnCases(cas: Running): void {
  describe('single sign-on switched off', () => {
    test('isloggedin says so, with and without a cookie', async () => {
      const off = { signedIn: false, reason: 'sso-disabled' }
      const visitor = await signedIn(cas())
      expect(await visitor.status()).toMatchObject(off)
      expect(await new Visitor(cas()).status()).toMatchObject(off)
      expect((await visitor.get('/isloggedin')).json()).toEqual({})
    })

    test('actuator/sso calls the browser signed in all the same', async () => {
      const answer = await (await signedIn(cas())).get('/actuator/sso')
      expect(answer.status).toBe(200)
      expect(answer.json()).toMatchObject({ principal: 'casuser' })
    })

    test('a gateway grants nothing', async () => {
      const answer = await (await signedIn(cas())).gateway(app)
      expect(answer.status).toBe(302)
      expect(answer.header('location')).toBe(app)
    })

    test('a session that never expires is listed with a life of 68 years', async () => {
      await new Visitor(cas()).ask('DELETE', '/actuator/ssoSessions?type=ALL')
      await signedIn(cas())
      const answer = await new Visitor(cas()).get('/actuator/ssoSessions')
      expect(answer.json()).toMatchObject({
        activeSsoSessions: [
          {
            authenticated_principal: 'casuser',
            expiration_policy: { timeToLive: 2_147_483_647 },
          },
        ],
      })
    })
  })
}

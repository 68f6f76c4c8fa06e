// The contract of expiry: a session ends at the instants that were told, by either limit.

import { describe, expect, test } from 'vitest'
import { startApplication } from './application.js'
import type { Running } from './cas-under-test.js'
import { at, expectPassive } from './is-logged-in.cases.js'
import { signedIn, Visitor } from './visitor.js'

const app = 'http://127.0.0.1:9/app'

/** A primary policy of 20 s and 8 s, remember-me offered. */
export const shortPolicy = {
  kind: 'primary',
  maxTimeToLiveSeconds: 20,
  timeToKillSeconds: 8,
} as const
export const rememberMe = { timeToKillSeconds: 1_209_600 } as const

export function expiryCases(cas: Running): void {
  /** Lets time pass until this long before (or, negative, after) an instant of the server's clock. */
  const passUntil = async (visitor: Visitor, instant: unknown, beforeMs: number): Promise<void> => {
    const { now } = await visitor.status()
    await cas().pass(Math.max(0, at(instant) - beforeMs - at(now)))
  }

  describe('expiry', () => {
    test('looking every 2 s does not keep an idle session: it ends at the told instant', async () => {
      const visitor = await signedIn(cas())
      const first = await visitor.status()
      expect(at(first.idleLimitAt) - at(first.lastUsedAt)).toBe(8_000)
      for (const beforeMs of [6000, 4000, 2000, 500]) {
        await passUntil(visitor, first.idleLimitAt, beforeMs)
        expect(await visitor.status()).toMatchObject({
          signedIn: true,
          lastUsedAt: first.lastUsedAt,
          idleLimitAt: first.idleLimitAt,
        })
      }
      await passUntil(visitor, first.idleLimitAt, -500)
      expect(await visitor.status()).toMatchObject({ signedIn: false, reason: 'ended' })
    })

    test('an expired session is gone everywhere: sso, ssoSessions, gateway', async () => {
      const visitor = await signedIn(cas(), { user: 'second' })
      await cas().pass(9000)
      const rows = await new Visitor(cas()).get('/actuator/ssoSessions?username=second')
      expect(rows.json()).toMatchObject({ activeSsoSessions: [] })
      const sso = await visitor.get('/actuator/sso')
      expect([sso.status, sso.text]).toEqual([400, ''])
      expect((await visitor.gateway(app)).header('location')).toBe(app)
    })

    test('use moves the idle limit, never the time limit, which ends the session', async () => {
      const visitor = await signedIn(cas())
      const first = await visitor.status()
      expect(at(first.timeLimitAt) - at(first.createdAt)).toBe(20_000)
      let idleLimitAt = at(first.idleLimitAt)
      for (const beforeMs of [16_000, 12_000, 8000, 4000]) {
        await passUntil(visitor, first.timeLimitAt, beforeMs)
        await visitor.gateway(app)
        const status = await visitor.status()
        expect(status).toMatchObject({ signedIn: true, timeLimitAt: first.timeLimitAt })
        expect(at(status.idleLimitAt)).toBeGreaterThan(idleLimitAt + 3000)
        idleLimitAt = at(status.idleLimitAt)
      }
      // The idle limit lies behind the time limit now: the smaller one counts.
      expect(idleLimitAt).toBeGreaterThan(at(first.timeLimitAt) + 3000)
      await passUntil(visitor, first.timeLimitAt, 500)
      expect(await visitor.status()).toMatchObject({ signedIn: true })
      await passUntil(visitor, first.timeLimitAt, -500)
      expect(await visitor.status()).toMatchObject({ signedIn: false, reason: 'ended' })
    })

    test('a read of an expired session tells its services on 7.2', async ({ skip }) => {
      skip(cas().line === '6.6', 'On 6.6 the registry cleaner does it, whenever it runs.')
      const application = await startApplication()
      const visitor = await signedIn(cas(), { service: application.service('app') })
      await cas().pass(9000)
      await visitor.status()
      expect(await application.received(1)).toHaveLength(1)
      await application.close()
    })
  })

  describe('remember-me', () => {
    test('a ticked box gives a long session with a time limit only, and a lasting cookie', async () => {
      const visitor = new Visitor(cas())
      const page = await visitor.signIn({ rememberMe: true })
      expect(page.setCookies('TGC')).toEqual([
        expect.stringMatching(/^TGC=[^;]+; Max-Age=1209600; Path=\/cas; SameSite=Lax; HttpOnly$/),
      ])
      const status = await visitor.status()
      expect(status).toMatchObject({ rememberMe: true, maxTimeToLiveSeconds: 1_209_600 })
      expect(status).not.toHaveProperty('idleLimitAt')
      expect(at(status.timeLimitAt) - at(status.createdAt)).toBe(1_209_600_000)
      await cas().pass(9000)
      expect(await visitor.status()).toMatchObject({ signedIn: true })
    })

    test('a hundred looks do not move a remembered session', async () => {
      await expectPassive(cas, await signedIn(cas(), { rememberMe: true }))
    })

    test('an unticked box gives an ordinary session; on 7.2 with a lasting cookie all the same', async () => {
      const visitor = new Visitor(cas())
      const page = await visitor.signIn()
      const [tgc = ''] = page.setCookies('TGC')
      expect(tgc.includes('Max-Age=1209600')).toBe(cas().line === '7.2')
      expect(await visitor.status()).toMatchObject({
        rememberMe: false,
        maxTimeToLiveSeconds: 20,
        timeToKillSeconds: 8,
      })
    })

    test("ssoSessions tells the default policy's numbers for a remembered session", async () => {
      const visitor = await signedIn(cas(), { user: 'second', rememberMe: true })
      const { timeLimitAt } = await visitor.status()
      const answer = await new Visitor(cas()).get('/actuator/ssoSessions?username=second')
      const { activeSsoSessions } = answer.json() as {
        activeSsoSessions: { remember_me: boolean; expiration_policy: Record<string, unknown> }[]
      }
      const policy = activeSsoSessions.findLast((row) => row.remember_me)?.expiration_policy
      expect(policy).toMatchObject({ timeToLive: 20 })
      if (cas().line === '7.2') {
        expect(policy).not.toHaveProperty('timeToIdle')
        expect(Math.abs(at(policy?.maxExpirationTime) - at(timeLimitAt))).toBeLessThan(60_000)
      } else {
        expect(policy).toMatchObject({ timeToIdle: 8 })
      }
    })
  })
}

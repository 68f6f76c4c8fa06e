// The contract of `isloggedin` with everything switched on: attributes, services, `?tgc=`, touch.

import { describe, expect, test } from 'vitest'
import type { Running } from './cas-under-test.js'
import { at } from './is-logged-in.cases.js'
import { type Answer, contractAccept, fullForm, signedIn, Visitor } from './visitor.js'

const app = 'http://127.0.0.1:9/app'

export function releasedCases(cas: Running): void {
  describe('isloggedin, released', () => {
    test('only the listed attributes are told, as arrays', async () => {
      const visitor = await signedIn(cas())
      expect((await visitor.status()).attributes).toEqual({ mail: ['user@example.org'] })
      expect((await visitor.get('/isloggedin')).json()).toEqual({
        principal: 'casuser',
        mail: ['user@example.org'],
      })
    })

    test('services are those that got a ticket', async () => {
      const visitor = await signedIn(cas())
      expect((await visitor.status()).services).toEqual([])
      await visitor.gateway(`${app}?customer=42`)
      // What an application keeps in its query is no business of others.
      expect((await visitor.status()).services).toEqual([app])
    })

    test('?tgc= stands for the cookie', async () => {
      const { tgc = '' } = await signedIn(cas())
      const path = `/isloggedin?tgc=${encodeURIComponent(tgc)}`
      const accept = contractAccept
      const same = await new Visitor(cas()).get(path, { accept })
      expect(same.json()).toMatchObject({ signedIn: true, principal: 'casuser' })
      const other = await new Visitor(cas(), { userAgent: 'other/2.0' }).get(path, { accept })
      expect(other.json()).toMatchObject({ signedIn: false, reason: 'unreadable' })
      const garbage = await new Visitor(cas()).get('/isloggedin?tgc=garbage', { accept })
      expect(garbage.json()).toMatchObject({ signedIn: false, reason: 'unreadable' })
    })
  })
}

export function touchCases(cas: Running): void {
  describe('touch', () => {
    const touch = (visitor: Visitor, headers: Readonly<Record<string, string>>): Promise<Answer> =>
      visitor.ask('POST', '/isloggedin', { accept: contractAccept, ...headers })
    const own = (): string => new URL(cas().url).origin

    test('moves the last use and the idle limit, and tells them', async () => {
      const visitor = await signedIn(cas())
      const before = await visitor.status()
      await cas().pass(1100)
      const answer = await touch(visitor, { 'x-sso-pulse': 'touch', origin: own() })
      expect(answer.status).toBe(200)
      expect(answer.header('content-type')).toContain(fullForm)
      const after = answer.json() as Record<string, unknown>
      expect(after).toMatchObject({ signedIn: true, session: before.session })
      expect(at(after.idleLimitAt) - at(before.idleLimitAt)).toBeGreaterThanOrEqual(1000)
      expect(after.timeLimitAt).toBe(before.timeLimitAt)
      expect(await visitor.status()).toMatchObject({ lastUsedAt: after.lastUsedAt })
    })

    test('signed out, it says so', async () => {
      const answer = await touch(new Visitor(cas()), { 'x-sso-pulse': 'touch', origin: own() })
      expect(answer.status).toBe(200)
      expect(answer.json()).toMatchObject({ signedIn: false, reason: 'no-cookie' })
    })

    test('without its header it is refused: a form of any site could send it', async () => {
      const visitor = await signedIn(cas())
      const before = await visitor.status()
      for (const headers of [{ origin: own() }, { 'x-sso-pulse': 'yes', origin: own() }]) {
        const answer = await touch(visitor, headers)
        expect(answer.status).toBe(403)
        expect(answer.json()).toEqual({ error: 'touch-header-missing' })
      }
      expect(await visitor.status()).toMatchObject({ lastUsedAt: before.lastUsedAt })
    })

    test('without an Origin it is refused', async () => {
      const answer = await touch(await signedIn(cas()), { 'x-sso-pulse': 'touch' })
      expect(answer.status).toBe(403)
      expect(answer.json()).toEqual({ error: 'origin-not-allowed' })
    })

    test('OPTIONS and a refused method name POST too', async () => {
      const answer = await new Visitor(cas()).ask('OPTIONS', '/isloggedin')
      expect(answer.header('allow')?.split(/, */)).toEqual(['GET', 'HEAD', 'OPTIONS', 'POST'])
    })
  })
}

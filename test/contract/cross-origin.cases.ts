// The contract of answers across origins, under the CORS recipe of the documentation.

import { describe, expect, test } from 'vitest'
import type { Running } from './cas-under-test.js'
import { type Answer, contractAccept, copyOf, signedIn, Visitor } from './visitor.js'

export const allowedOrigin = 'http://127.0.0.1:9999'
const otherOrigin = 'http://127.0.0.1:9998'

export function crossOriginCases(cas: Running): void {
  describe('across origins', () => {
    test('the listed origin may read isloggedin, with cookies; no header is exposed to it', async () => {
      const visitor = await signedIn(cas())
      const answer = await visitor.get('/isloggedin', {
        accept: contractAccept,
        origin: allowedOrigin,
      })
      expect(answer.json()).toMatchObject({ signedIn: true })
      expectReadable(answer)
    })

    test('it may read actuator/sso, signed in and signed out', async () => {
      const visitor = await signedIn(cas())
      expectReadable(await visitor.get('/actuator/sso', { origin: allowedOrigin }))
      const nobody = await new Visitor(cas()).get('/actuator/sso', { origin: allowedOrigin })
      expect(nobody.status).toBe(400)
      expectReadable(nobody)
    })

    test('it may sign out and read that', async () => {
      const visitor = await signedIn(cas())
      const old = copyOf(visitor, cas())
      const answer = await visitor.get('/logout?LogoutRequestConfirmed=true', {
        origin: allowedOrigin,
      })
      expectReadable(answer)
      expect(await old.status()).toMatchObject({ reason: 'ended' })
    })

    test('it may touch', async () => {
      const visitor = await signedIn(cas())
      const answer = await visitor.ask('POST', '/isloggedin', {
        accept: contractAccept,
        'x-sso-pulse': 'touch',
        origin: allowedOrigin,
      })
      expect(answer.json()).toMatchObject({ signedIn: true })
      expectReadable(answer)
    })

    test('errors are readable, too', async () => {
      expectReadable(await new Visitor(cas()).get('/nothing-here', { origin: allowedOrigin }))
    })

    test('another origin is refused before anything is served', async () => {
      const visitor = await signedIn(cas())
      const answer = await visitor.get('/isloggedin', { origin: otherOrigin })
      expect(answer.status).toBe(403)
      expect(answer.text).toBe('Invalid CORS request')
      expect(answer.header('content-type')).toBeUndefined()
      const logout = await visitor.get('/logout?LogoutRequestConfirmed=true', {
        origin: otherOrigin,
      })
      expect(logout.status).toBe(403)
      expect(await visitor.status()).toMatchObject({ signedIn: true })
    })

    test('the server itself is no other origin', async () => {
      const { origin } = new URL(cas().url)
      const answer = await new Visitor(cas()).get('/isloggedin', { origin })
      expect(answer.status).toBe(200)
      expect(answer.header('access-control-allow-origin')).toBeUndefined()
    })

    test.each(['GET', 'POST'])('a preflight for %s isloggedin is granted', async (method) => {
      const answer = await preflight('/isloggedin', method, allowedOrigin, 'x-sso-pulse')
      expect(answer.status).toBe(200)
      expectReadable(answer)
      expect(answer.header('access-control-allow-methods')?.split(/, */)).toContain(method)
      expect(answer.header('access-control-allow-headers')).toBe('x-sso-pulse')
      expect(answer.header('access-control-max-age')).toBe('3600')
    })

    test('a preflight from another origin is refused', async () => {
      expect((await preflight('/isloggedin', 'GET', otherOrigin)).status).toBe(403)
    })

    test('a preflight for an actuator is granted; on 6.6 for half as long', async () => {
      for (const [path, method] of [
        ['/actuator/sso', 'GET'],
        ['/actuator/ssoSessions/x', 'DELETE'],
      ] as const) {
        const answer = await preflight(path, method, allowedOrigin)
        expect(answer.status).toBe(200)
        expectReadable(answer)
        const maxAge = cas().line === '7.2' ? '3600' : '1800'
        expect(answer.header('access-control-max-age')).toBe(maxAge)
      }
    })

    test('a method that the recipe does not list is refused', async () => {
      expect((await preflight('/isloggedin', 'PUT', allowedOrigin)).status).toBe(403)
    })

    function preflight(
      path: string,
      method: string,
      origin: string,
      headers?: string,
    ): Promise<Answer> {
      return new Visitor(cas()).ask('OPTIONS', path, {
        origin,
        'access-control-request-method': method,
        ...(headers !== undefined && { 'access-control-request-headers': headers }),
      })
    }
  })
}

/** Without a recipe nobody may read anything, though CAS does the work. */
export function noCorsCases(cas: Running): void {
  describe('across origins, as shipped', () => {
    test('an answer has no CORS headers, and the work is done all the same', async () => {
      const visitor = await signedIn(cas())
      const old = copyOf(visitor, cas())
      const answer = await visitor.get('/isloggedin', { origin: allowedOrigin })
      expect(answer.status).toBe(200)
      expect(answer.header('access-control-allow-origin')).toBeUndefined()
      await visitor.get('/logout', { origin: allowedOrigin })
      expect(await old.status()).toMatchObject({ reason: 'ended' })
    })
  })
}

function expectReadable(answer: Answer): void {
  expect(answer.header('access-control-allow-origin')).toBe(allowedOrigin)
  expect(answer.header('access-control-allow-credentials')).toBe('true')
  expect(answer.header('access-control-expose-headers')).toBeUndefined()
}

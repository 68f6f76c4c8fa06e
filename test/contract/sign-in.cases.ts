// The contract of signing in: the form, the TGC, service tickets, renew.

import { describe, expect, test } from 'vitest'
import type { Running } from './cas-under-test.js'
import { copyOf, formOf, signedIn, Visitor } from './visitor.js'

const app = 'http://127.0.0.1:9/app'
const withTicket = /^http:\/\/127\.0\.0\.1:9\/app\?ticket=ST-\d+-[\w-]+$/

export function signInCases(cas: Running): void {
  describe('sign-in', () => {
    test('the login page is an HTML form with an execution token, not cached', async () => {
      const page = await new Visitor(cas()).get('/login', { accept: 'text/html' })
      expect(page.status).toBe(200)
      expect(page.header('content-type')).toBe('text/html;charset=UTF-8')
      expect(page.header('cache-control')).toContain('no-store')
      expect(page.header('x-frame-options')).toBe('DENY')
      const form = formOf(page.text)
      expect(form.execution).toMatch(/^[\da-f-]{36}_\S{100,}$/)
      expect(form).toMatchObject({ _eventId: 'submit', geolocation: '' })
      expect(page.text).toMatch(/<input[^>]*name="password"/)
    })

    test('a wrong password is answered 401 with the form again and no TGC', async () => {
      const visitor = new Visitor(cas())
      const refused = await visitor.signIn({ password: 'wrong' })
      expect(refused.status).toBe(401)
      expect(formOf(refused.text).execution).toBeDefined()
      expect(refused.setCookies('TGC').filter((line) => !line.includes('Max-Age=0'))).toEqual([])
      expect(visitor.tgc).toBeUndefined()
    })

    test('success without a service is a 200 page and a TGC for the context path', async () => {
      const visitor = new Visitor(cas())
      const page = await visitor.signIn()
      expect(page.status).toBe(200)
      const [tgc, ...more] = page.setCookies('TGC')
      expect(tgc).toMatch(/^TGC=[^;]+; Path=\/cas; SameSite=Lax; HttpOnly$/)
      expect(more).toEqual([])
    })

    test('the TGC is an opaque value, never the ticket id', async () => {
      const { tgc = '' } = await signedIn(cas())
      expect(tgc.length).toBeGreaterThan(500)
      expect(tgc).not.toContain('TGT-')
    })

    test('success with a service redirects to it with a service ticket', async () => {
      const answer = await new Visitor(cas()).signIn({ service: app })
      expect(answer.status).toBe(302)
      expect(answer.header('location')).toMatch(withTicket)
    })

    test('an unregistered service is refused with 403', async () => {
      const service = 'https://unregistered.example.org/'
      const visitor = await signedIn(cas())
      const answer = await visitor.get(`/login?service=${encodeURIComponent(service)}`, {
        accept: 'text/html',
      })
      expect(answer.status).toBe(403)
      expect(answer.header('location')).toBeUndefined()
    })

    test('a service ticket validates once, and names the user and his attributes', async () => {
      const visitor = new Visitor(cas())
      const location = (await visitor.signIn({ service: app })).header('location') ?? ''
      const ticket = new URL(location).searchParams.get('ticket') ?? ''
      const path = `/serviceValidate?service=${encodeURIComponent(app)}&ticket=${ticket}`
      const first = await new Visitor(cas()).get(path)
      expect(first.status).toBe(200)
      expect(first.header('content-type')).toBe('text/html;charset=UTF-8')
      expect(first.text).toContain('<cas:user>casuser</cas:user>')
      expect(first.text).toContain('<cas:isFromNewLogin>true</cas:isFromNewLogin>')
      const second = await new Visitor(cas()).get(path)
      expect(second.status).toBe(200)
      expect(second.text).toMatch(/<cas:authenticationFailure code=["']INVALID_TICKET["']/)
    })

    test('a ticket for one service does not validate for another', async () => {
      const location = (await new Visitor(cas()).signIn({ service: app })).header('location') ?? ''
      const ticket = new URL(location).searchParams.get('ticket') ?? ''
      const other = encodeURIComponent(`${app}/other`)
      const answer = await new Visitor(cas()).get(
        `/serviceValidate?service=${other}&ticket=${ticket}`,
      )
      expect(answer.text).toMatch(/code=["']INVALID_SERVICE["']/)
    })

    test('with a live session the login page asks for nothing and does not use the session', async () => {
      const visitor = await signedIn(cas())
      const before = await visitor.status()
      await cas().pass(50)
      const page = await visitor.get('/login', { accept: 'text/html' })
      expect(page.status).toBe(200)
      expect(page.setCookies('TGC')).toEqual([])
      expect(formOf(page.text).execution).toBeUndefined()
      expect(await visitor.status()).toMatchObject({ lastUsedAt: before.lastUsedAt })
    })

    test('with a live session a service gets its ticket without a password', async () => {
      const visitor = await signedIn(cas())
      const answer = await visitor.get(`/login?service=${encodeURIComponent(app)}`, {
        accept: 'text/html',
      })
      expect(answer.status).toBe(302)
      expect(answer.header('location')).toMatch(withTicket)
    })

    test('renew by the same user keeps the session and writes a new cookie', async () => {
      const visitor = await signedIn(cas())
      const before = await visitor.status()
      const old = copyOf(visitor, cas())
      await visitor.signIn({ renew: true, service: app })
      expect(visitor.tgc).not.toBe(old.tgc)
      const after = await visitor.status()
      expect(after).toMatchObject({ session: before.session, createdAt: before.createdAt })
      expect(await old.status()).toMatchObject({ signedIn: true, session: before.session })
    })

    test('renew by another user starts another session, and the old cookie reads "ended" at once', async () => {
      const visitor = await signedIn(cas())
      const before = await visitor.status()
      const old = copyOf(visitor, cas())
      await visitor.signIn({ renew: true, service: app, user: 'second' })
      const after = await visitor.status()
      expect(after).toMatchObject({ signedIn: true, principal: 'second' })
      expect(after.session).not.toBe(before.session)
      expect(await old.status()).toMatchObject({ signedIn: false, reason: 'ended' })
    })

    test('two browsers have two sessions', async () => {
      const one = await signedIn(cas())
      const other = await signedIn(cas(), { user: 'second' })
      expect(await one.status()).toMatchObject({ principal: 'casuser' })
      expect(await other.status()).toMatchObject({ principal: 'second' })
    })

    test('the login page clears a dead cookie, under every path it may have', async () => {
      const visitor = await signedIn(cas())
      const dead = copyOf(visitor, cas())
      await visitor.get('/logout')
      const page = await dead.get('/login', { accept: 'text/html' })
      const cleared = page.setCookies('TGC')
      expect(cleared.every((line) => line.includes('; Max-Age=0; '))).toBe(true)
      const paths = cleared.map((line) => /Path=([^;]*)/.exec(line)?.[1])
      expect(paths).toEqual(
        expect.arrayContaining(
          cas().line === '7.2' ? ['/', '/cas/', '/cas'] : ['/cas', '/', '/cas/'],
        ),
      )
      expect(dead.tgc).toBeUndefined()
    })

    test('without any cookie only 6.6 clears one', async () => {
      const page = await new Visitor(cas()).get('/login', { accept: 'text/html' })
      expect(page.setCookies('TGC')).toEqual(
        cas().line === '7.2'
          ? []
          : ['TGC=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:10 GMT; Path=/cas; HttpOnly'],
      )
    })
  })
}

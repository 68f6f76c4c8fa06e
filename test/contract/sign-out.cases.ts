// The contract of signing out: what ends, what is cleared, where the browser goes, who is told.

import { inflateSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Application, startApplication } from './application.js'
import type { Running } from './cas-under-test.js'
import { type Answer, copyOf, formOf, signedIn, Visitor } from './visitor.js'

const app = 'http://127.0.0.1:9/app'
const unregistered = 'https://unregistered.example.org/'
const clearedTgc = 'TGC=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:10 GMT; Path=/cas; HttpOnly'
const clearedWarning =
  'CASPRIVACY=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:10 GMT; Path=/cas; Secure; HttpOnly'

/** As shipped: no confirmation, no redirects. */
export function signOutCases(cas: Running): void {
  describe('sign-out', () => {
    test.each(['GET', 'POST', 'HEAD'])(
      'a %s ends the session and clears both cookies',
      async (method) => {
        const visitor = await signedIn(cas())
        const old = copyOf(visitor, cas())
        const answer = await visitor.ask(method, '/logout', { accept: 'text/html' })
        expect(answer.status).toBe(200)
        expectCleared(answer)
        expect(visitor.tgc).toBeUndefined()
        expect(await old.status()).toMatchObject({ signedIn: false, reason: 'ended' })
      },
    )

    test('signed out already: the same page, the cookies cleared once more', async () => {
      const answer = await new Visitor(cas()).get('/logout', { accept: 'text/html' })
      expect(answer.status).toBe(200)
      expect(answer.header('content-type')).toBe('text/html;charset=UTF-8')
      expect(answer.header('cache-control')).toContain('no-store')
      expectCleared(answer)
    })

    test('a service is not redirected to', async () => {
      const visitor = await signedIn(cas())
      const answer = await visitor.get(`/logout?service=${encodeURIComponent(app)}`, {
        accept: 'text/html',
      })
      expect(answer.status).toBe(200)
      expect(answer.header('location')).toBeUndefined()
      expect(visitor.tgc).toBeUndefined()
    })
  })

  describe('single logout', () => {
    let application: Application
    beforeEach(async () => {
      application = await startApplication()
    })
    afterEach(() => application.close())

    test('a back-channel service is told by a POST with a SAML logout request', async () => {
      const service = application.service('app')
      const visitor = new Visitor(cas())
      const location = (await visitor.signIn({ service })).header('location') ?? ''
      const ticket = new URL(location).searchParams.get('ticket')
      await visitor.get('/logout')
      const [message, ...more] = await application.received(1)
      expect(more).toEqual([])
      expect(message?.path).toBe('/app')
      expect(message?.contentType).toMatch(/^application\/x-www-form-urlencoded/)
      expect(message?.logoutRequest).toMatch(/<samlp:LogoutRequest /)
      expect(message?.logoutRequest).toMatch(/<saml:NameID[^>]*>\s*casuser\s*<\/saml:NameID>/)
      expect(message?.logoutRequest).toContain(`<samlp:SessionIndex>${ticket}</samlp:SessionIndex>`)
    })

    test('a service of type NONE is not told, one of type BACK_CHANNEL in the same session is', async () => {
      const visitor = await signedIn(cas(), { service: application.service('quiet') })
      await visitor.gateway(application.service('app'))
      await visitor.get('/logout')
      await application.received(1)
      expect(application.messages.map(({ path }) => path)).toEqual(['/app'])
    })

    test('a front-channel service is told by the page, not by the server', async () => {
      const service = application.service('front')
      const visitor = new Visitor(cas())
      const location = (await visitor.signIn({ service })).header('location') ?? ''
      const ticket = new URL(location).searchParams.get('ticket')
      const page = await visitor.get('/logout', { accept: 'text/html' })
      expect(page.status).toBe(200)
      const plain = page.text.replaceAll('\\/', '/')
      expect(plain).toContain(service)
      const parameter = decodeURIComponent(/logoutRequest=([\w%+/=]+)/.exec(plain)?.[1] ?? '')
      const xml = inflateSync(Buffer.from(parameter, 'base64')).toString()
      expect(xml).toContain(`<samlp:SessionIndex>${ticket}</samlp:SessionIndex>`)
      expect(application.messages).toEqual([])
    })
  })
}

/** confirm-logout, follow-service-redirects and `url` as a second redirect parameter. */
export function signOutOptionCases(cas: Running): void {
  describe('sign-out with confirmation', () => {
    test('an unconfirmed GET shows a form and keeps the session', async () => {
      const visitor = await signedIn(cas())
      const page = await visitor.get('/logout', { accept: 'text/html' })
      expect(page.status).toBe(200)
      expect(formOf(page.text)).toMatchObject({
        LogoutRequestConfirmed: 'true',
        execution: expect.any(String),
        _eventId: 'success',
      })
      expect(page.setCookies('TGC')).toEqual([])
      expect(await visitor.status()).toMatchObject({ signedIn: true })
    })

    test('signed out, the form is shown as well: it does not tell the states apart', async () => {
      const page = await new Visitor(cas()).get('/logout', { accept: 'text/html' })
      expect(formOf(page.text)).toHaveProperty('LogoutRequestConfirmed')
    })

    test('sending the form ends the session', async () => {
      const visitor = await signedIn(cas())
      const old = copyOf(visitor, cas())
      const form = formOf((await visitor.get('/logout', { accept: 'text/html' })).text)
      expectCleared(await visitor.post('/logout', form))
      expect(await old.status()).toMatchObject({ reason: 'ended' })
    })

    test('sending it without the execution token does, too', async () => {
      const visitor = await signedIn(cas())
      const old = copyOf(visitor, cas())
      await visitor.post('/logout', { LogoutRequestConfirmed: 'true' })
      expect(await old.status()).toMatchObject({ reason: 'ended' })
    })

    test.each(['true', 'false'])(
      'GET ?LogoutRequestConfirmed=%s ends it in one step: only its presence counts',
      async (value) => {
        const visitor = await signedIn(cas())
        const old = copyOf(visitor, cas())
        const answer = await visitor.get(`/logout?LogoutRequestConfirmed=${value}`)
        expect(answer.status).toBe(200)
        expectCleared(answer)
        expect(await old.status()).toMatchObject({ reason: 'ended' })
      },
    )
  })

  describe('sign-out with redirects', () => {
    const confirmed = (name: string, service: string): string =>
      `/logout?LogoutRequestConfirmed=true&${name}=${encodeURIComponent(service)}`

    test.each(['service', 'url'])('a registered service in "%s" is redirected to', async (name) => {
      const visitor = await signedIn(cas())
      const old = copyOf(visitor, cas())
      const answer = await visitor.get(confirmed(name, app), { accept: 'text/html' })
      expect(answer.status).toBe(302)
      expect(answer.header('location')).toBe(app)
      expectCleared(answer)
      expect(await old.status()).toMatchObject({ reason: 'ended' })
    })

    test('signed out already: redirected all the same', async () => {
      const answer = await new Visitor(cas()).get(confirmed('service', app), {
        accept: 'text/html',
      })
      expect(answer.status).toBe(302)
      expect(answer.header('location')).toBe(app)
    })

    test('an unregistered service is refused: 7.2 keeps the session, 6.6 ends it', async () => {
      const visitor = await signedIn(cas())
      const copy = copyOf(visitor, cas())
      const answer = await visitor.get(confirmed('service', unregistered), { accept: 'text/html' })
      expect(answer.header('location')).toBeUndefined()
      if (cas().line === '7.2') {
        // One or the other, fixed for the life of a server, with the same settings.
        expect([400, 403]).toContain(answer.status)
        expect(answer.setCookies('TGC')).toEqual([])
        expect(await copy.status()).toMatchObject({ signedIn: true })
      } else {
        expect(answer.status).toBe(403)
        expectCleared(answer)
        expect(await copy.status()).toMatchObject({ reason: 'ended' })
      }
    })

    test('a front-channel service comes first: its page instead of the redirect', async () => {
      const visitor = await signedIn(cas(), { service: 'http://127.0.0.1:9/front' })
      const answer = await visitor.get(confirmed('service', app), { accept: 'text/html' })
      expect(answer.status).toBe(200)
      expect(answer.text.replaceAll('\\/', '/')).toContain('http://127.0.0.1:9/front')
    })
  })
}

export const redirectUrl = 'http://127.0.0.1:9/bye'

/** `cas.logout.redirect-url`. */
export function redirectUrlCases(cas: Running): void {
  describe('sign-out with a fixed target', () => {
    test.each(['/logout', `/logout?service=${encodeURIComponent(app)}`])(
      'GET %s ends the session and goes there',
      async (path) => {
        const visitor = await signedIn(cas())
        const old = copyOf(visitor, cas())
        const answer = await visitor.get(path, { accept: 'text/html' })
        expect(answer.status).toBe(302)
        expect(answer.header('location')).toBe(redirectUrl)
        expectCleared(answer)
        expect(await old.status()).toMatchObject({ signedIn: false })
      },
    )
  })
}

function expectCleared(answer: Answer): void {
  expect(answer.setCookies('TGC')).toEqual([clearedTgc])
  expect(answer.setCookies('CASPRIVACY')).toEqual([clearedWarning])
}

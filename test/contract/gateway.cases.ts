// The contract of the gateway: the one stock way to ask without a form, and a use of the session.

import { describe, expect, test } from 'vitest'
import type { Running } from './cas-under-test.js'
import { at } from './is-logged-in.cases.js'
import { copyOf, formOf, signedIn, Visitor } from './visitor.js'

const app = 'http://127.0.0.1:9/app'

export function gatewayCases(cas: Running): void {
  describe('gateway', () => {
    test('signed in: back to the service with a ticket, and the idle limit moves', async () => {
      const visitor = await signedIn(cas())
      const before = await visitor.status()
      await cas().pass(1100)
      const answer = await visitor.gateway(app)
      expect(answer.status).toBe(302)
      expect(answer.header('location')).toMatch(/\/app\?ticket=ST-/)
      const after = await visitor.status()
      expect(at(after.idleLimitAt) - at(before.idleLimitAt)).toBeGreaterThanOrEqual(1000)
      expect(after.timeLimitAt).toBe(before.timeLimitAt)
      expect(after.session).toBe(before.session)
    })

    test('signed out: back to the service without a ticket', async () => {
      const answer = await new Visitor(cas()).gateway(app)
      expect(answer.status).toBe(302)
      expect(answer.header('location')).toBe(app)
    })

    test('with a dead cookie: back without a ticket, and the cookie is cleared', async () => {
      const visitor = await signedIn(cas())
      const dead = copyOf(visitor, cas())
      await visitor.get('/logout')
      const answer = await dead.gateway(app)
      expect(answer.header('location')).toBe(app)
      expect(dead.tgc).toBeUndefined()
    })

    test('gateway=false is a gateway too', async () => {
      const answer = await new Visitor(cas()).gateway(app, 'gateway=false')
      expect(answer.header('location')).toBe(app)
    })

    test('an empty gateway is none: the login page', async () => {
      const answer = await new Visitor(cas()).gateway(app, 'gateway=')
      expect(answer.status).toBe(200)
      expect(formOf(answer.text).execution).toBeDefined()
    })

    test('gateway with renew goes back without a ticket, though signed in', async () => {
      const visitor = await signedIn(cas())
      const answer = await visitor.gateway(app, 'gateway=true&renew=true')
      expect(answer.status).toBe(302)
      expect(answer.header('location')).toBe(app)
      expect(await visitor.status()).toMatchObject({ signedIn: true })
    })

    test('an unregistered service is refused with 403, not redirected to', async () => {
      const answer = await new Visitor(cas()).gateway('https://unregistered.example.org/')
      expect(answer.status).toBe(403)
      expect(answer.header('location')).toBeUndefined()
    })
  })
}

// The contract of stock CAS's `actuator/sso`.

import { describe, expect, test } from 'vitest'
import type { Running } from './cas-under-test.js'
import { type Answer, copyOf, signedIn, Visitor } from './visitor.js'

export function ssoActuatorCases(cas: Running): void {
  describe('actuator/sso', () => {
    test('a live session is told with its principal and its times', async () => {
      const visitor = await signedIn(cas())
      const answer = await visitor.get('/actuator/sso')
      expect(answer.status).toBe(200)
      expect(answer.header('content-type')).toMatch(/^application\/json(;charset=UTF-8)?$/)
      expect(Object.keys(answer.json() as object).sort()).toEqual([
        'authenticationDate',
        'principal',
        'ticketGrantingTicketCreationTime',
        'ticketGrantingTicketLastTimeUsed',
      ])
      expect(answer.json()).toMatchObject({ principal: 'casuser' })
    })

    test('after a first use the previous use is told as well', async () => {
      const visitor = await signedIn(cas())
      await visitor.gateway('http://127.0.0.1:9/app')
      expect((await visitor.get('/actuator/sso')).json()).toHaveProperty(
        'ticketGrantingTicketPreviousTimeUsed',
      )
    })

    test('no cookie: 400 with nothing in it, and the connection is closed', async () => {
      expectNobody(await new Visitor(cas()).get('/actuator/sso'))
    })

    test('a garbage cookie, a foreign one and a dead one are answered the same', async () => {
      const garbage = new Visitor(cas())
      garbage.tgc = 'garbage'
      expectNobody(await garbage.get('/actuator/sso'))
      const visitor = await signedIn(cas())
      const foreign = copyOf(visitor, cas(), { userAgent: 'other/2.0' })
      expectNobody(await foreign.get('/actuator/sso'))
      const dead = copyOf(visitor, cas())
      await visitor.get('/logout')
      expectNobody(await dead.get('/actuator/sso'))
    })

    test('it also takes the cookie as ?tgc=, ?TGC= or a header', async () => {
      const { tgc = '' } = await signedIn(cas())
      const stranger = new Visitor(cas())
      const value = encodeURIComponent(tgc)
      expect((await stranger.get(`/actuator/sso?tgc=${value}`)).status).toBe(200)
      expect((await stranger.get(`/actuator/sso?TGC=${value}`)).status).toBe(200)
      expect((await stranger.get('/actuator/sso', { tgc })).status).toBe(200)
    })

    test('?tgc= of another User-Agent is a server error', async () => {
      const { tgc = '' } = await signedIn(cas())
      const stranger = new Visitor(cas(), { userAgent: 'other/2.0' })
      const answer = await stranger.get(`/actuator/sso?tgc=${encodeURIComponent(tgc)}`)
      expect(answer.status).toBe(500)
    })

    test('health is open', async () => {
      const answer = await new Visitor(cas()).get('/actuator/health')
      expect(answer.status).toBe(200)
      expect(answer.json()).toMatchObject({ status: 'UP' })
    })

    test('an actuator that is not exposed: 403 on 7.2, 404 on 6.6', async () => {
      const answer = await new Visitor(cas()).get('/actuator/ticketRegistry')
      expect(answer.status).toBe(cas().line === '7.2' ? 403 : 404)
    })
  })
}

function expectNobody(answer: Answer): void {
  expect(answer.status).toBe(400)
  expect(answer.text).toBe('')
  expect(answer.header('content-type')).toBeUndefined()
  expect(answer.header('connection')).toBe('close')
}

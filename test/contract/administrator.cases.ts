// The contract of `actuator/ssoSessions`: what an administrator sees and ends, and the traps of each line.

import { beforeEach, describe, expect, test } from 'vitest'
import { startApplication } from './application.js'
import type { Running } from './cas-under-test.js'
import { at } from './is-logged-in.cases.js'
import { type Answer, signedIn, Visitor } from './visitor.js'

interface Row {
  readonly authenticated_principal: string
  readonly ticket_granting_ticket: string
  readonly expiration_policy: Readonly<Record<string, unknown>>
  readonly [field: string]: unknown
}

export function administratorCases(cas: Running): void {
  const sessions = '/actuator/ssoSessions'
  const list = async (query = ''): Promise<readonly Row[]> =>
    rowsOf(await new Visitor(cas()).get(sessions + query))
  const end = async (path: string): Promise<unknown> =>
    (await new Visitor(cas()).ask('DELETE', sessions + path)).json()
  const ticketOf = async (user: string): Promise<string> =>
    (await list(`?username=${user}`))[0]?.ticket_granting_ticket ?? ''
  /** The users who are still signed in, of the two that every case starts with. */
  const left = async (): Promise<readonly string[]> =>
    (await list()).map((row) => row.authenticated_principal).sort()

  describe('actuator/ssoSessions', () => {
    let casuser: Visitor
    let second: Visitor
    beforeEach(async () => {
      await end('?type=ALL')
      casuser = await signedIn(cas())
      second = await signedIn(cas(), { user: 'second' })
    })

    test('lists the sessions of everybody, with ticket ids in clear', async () => {
      const answer = await new Visitor(cas()).get(sessions)
      expect(answer.status).toBe(200)
      expect(answer.header('content-type')).toMatch(/^application\/json(;charset=UTF-8)?$/)
      const body = answer.json() as Record<string, unknown>
      expect(body).toMatchObject(
        cas().line === '7.2'
          ? // Counts expired sessions, too, until something removes them.
            { totalSsoSessions: expect.any(Number) }
          : {
              totalUsageCount: 0,
              totalTicketGrantingTickets: 2,
              totalTickets: 2,
              totalPrincipals: 2,
            },
      )
      const rows = rowsOf(answer)
      expect(rows).toHaveLength(2)
      for (const row of rows) {
        expect(row).toMatchObject({
          ticket_granting_ticket: expect.stringMatching(/^TGT-\d+-/),
          number_of_uses: 0,
          remember_me: false,
          is_proxied: false,
          principal_attributes: { mail: ['user@example.org'], memberOf: ['staff'] },
          authenticated_services: {},
        })
        expect('creation_date_formatted' in row).toBe(cas().line === '7.2')
        expect('last_used_date_formatted' in row).toBe(cas().line === '7.2')
      }
    })

    test('tells the policy: 7.2 with instants, 6.6 with numbers only', async () => {
      const [row] = await list('?username=casuser')
      expect(row?.expiration_policy).toMatchObject({
        timeToIdle: 7_200,
        timeToLive: 28_800,
        name: expect.stringMatching(/^TicketGrantingTicketExpirationPolicy-/),
      })
      const status = await casuser.status()
      const { maxExpirationTime, idleExpirationTime } = row?.expiration_policy ?? {}
      if (cas().line === '7.2') {
        expect(Math.abs(at(maxExpirationTime) - at(status.timeLimitAt))).toBeLessThan(1000)
        expect(Math.abs(at(idleExpirationTime) - at(status.idleLimitAt))).toBeLessThan(1000)
      } else {
        expect([maxExpirationTime, idleExpirationTime]).toEqual([undefined, undefined])
      }
    })

    test('shows the services of a session; on 7.2 with the live cookie of the browser', async () => {
      const service = 'http://127.0.0.1:9/app'
      await casuser.gateway(service)
      const [row] = await list('?username=casuser')
      const [[ticket, shown] = []] = Object.entries(row?.authenticated_services ?? {})
      expect(ticket).toMatch(/^ST-/)
      expect(shown).toMatchObject({ id: service, originalUrl: service, principal: 'casuser' })
      expect(JSON.stringify(shown).includes(casuser.tgc ?? '?')).toBe(cas().line === '7.2')
    })

    test('finds a user whatever the case, and nobody for an unknown name', async () => {
      expect(await list('?username=SECOND')).toHaveLength(1)
      expect(await list('?username=nobody')).toEqual([])
    })

    test('DIRECT leaves out "is_proxied", PROXIED filters nothing', async () => {
      for (const row of await list('?type=DIRECT')) expect(row).not.toHaveProperty('is_proxied')
      expect(await list('?type=PROXIED')).toHaveLength(2)
    })

    test.each(['direct', 'NOPE', ''])('the type "%s" is a server error', async (type) => {
      expect((await new Visitor(cas()).get(`${sessions}?type=${type}`)).status).toBe(500)
    })

    test('paging: 6.6 pages, 7.2 ignores it', async () => {
      expect(await list('?count=1')).toHaveLength(cas().line === '7.2' ? 2 : 1)
    })

    test('a path for a user: 7.2 has one, 6.6 has not', async () => {
      const answer = await new Visitor(cas()).get(`${sessions}/users/second`)
      expect(answer.status).toBe(cas().line === '7.2' ? 200 : 404)
      if (cas().line === '7.2') expect(rowsOf(answer)).toHaveLength(1)
    })

    test('one session cannot be read, and none can be posted: 405', async () => {
      const path = `${sessions}/${await ticketOf('second')}`
      expect((await new Visitor(cas()).get(path)).status).toBe(405)
      expect((await new Visitor(cas()).ask('POST', sessions)).status).toBe(405)
    })

    test('ends one session; its browser keeps a dead cookie', async () => {
      const ticket = await ticketOf('second')
      expect(await end(`/${ticket}`)).toEqual({
        status: 200,
        ticketGrantingTicket: ticket,
        singleLogoutRequests: [],
      })
      expect(second.tgc).toBeDefined()
      expect(await second.status()).toMatchObject({ signedIn: false, reason: 'ended' })
      expect((await second.get('/actuator/sso')).status).toBe(400)
      expect(await casuser.status()).toMatchObject({ signedIn: true })
    })

    test('ending tells back-channel services, and says so', async () => {
      const application = await startApplication()
      const service = application.service('app')
      await casuser.gateway(service)
      const answer = await end(`/${await ticketOf('casuser')}`)
      expect(answer).toMatchObject({
        status: 200,
        singleLogoutRequests: [
          {
            ticketId: expect.stringMatching(/^ST-/),
            logoutUrl: service,
            logoutType: 'BACK_CHANNEL',
            status: 'SUCCESS',
          },
        ],
      })
      expect(await application.received(1)).toHaveLength(1)
      await application.close()
    })

    test('ending it again, or one that never was, looks like success', async () => {
      const ticket = await ticketOf('second')
      await end(`/${ticket}`)
      for (const id of [ticket, 'TGT-0-unknown']) {
        expect(await end(`/${id}`)).toEqual({
          status: 200,
          ticketGrantingTicket: id,
          singleLogoutRequests: [],
        })
      }
      expect(await left()).toEqual(['casuser'])
    })

    test("ends a user's sessions, by ticket id", async () => {
      const ticket = await ticketOf('second')
      expect(await end('?username=second')).toMatchObject({
        [ticket]: { status: 200, ticketGrantingTicket: ticket },
      })
      expect(await left()).toEqual(['casuser'])
    })

    test('ending goes by the exact case of a name', async () => {
      expect(await end('?username=SECOND')).toEqual({})
      expect(await end('?username=nobody')).toEqual({})
      expect(await left()).toEqual(['casuser', 'second'])
    })

    test('ending by path: 7.2 can, 6.6 cannot', async () => {
      const answer = await new Visitor(cas()).ask('DELETE', `${sessions}/users/second`)
      expect(answer.status).toBe(cas().line === '7.2' ? 200 : 404)
      expect(await left()).toEqual(cas().line === '7.2' ? ['casuser'] : ['casuser', 'second'])
    })

    test("a type beside a user is ignored: only that user's sessions end", async () => {
      await end('?type=DIRECT&username=second')
      expect(await left()).toEqual(['casuser'])
    })

    test.each(['ALL', 'PROXIED'])("type=%s ends everybody's sessions", async (type) => {
      expect(await end(`?type=${type}`)).toEqual({ status: 200 })
      expect(await left()).toEqual([])
    })

    test('a bare DELETE ends everybody on 7.2, and nobody on 6.6', async () => {
      expect(await end('')).toEqual({ status: cas().line === '7.2' ? 200 : 400 })
      expect(await left()).toEqual(cas().line === '7.2' ? [] : ['casuser', 'second'])
    })

    test('a blank type ends nobody', async () => {
      expect(await end('?type=')).toEqual({ status: 400 })
      expect(await left()).toEqual(['casuser', 'second'])
    })
  })
}

function rowsOf(answer: Answer): readonly Row[] {
  return (answer.json() as { readonly activeSsoSessions: readonly Row[] }).activeSsoSessions
}

// `sso-pulse/admin`: what each line of CAS answers becomes one type, and none of its traps can be stepped into.

import { inspect } from 'node:util'
import { SsoError } from 'sso-pulse'
import { type AdminSession, createAdmin, TicketId } from 'sso-pulse/admin'
import { failureOf } from 'sso-pulse/parts'
import { createCas } from 'sso-pulse/testing'
import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  deleted,
  list66,
  list72,
  pgt,
  policies,
  proxiedRow72,
  row66,
  row72,
  secrets,
  tgt,
  written,
} from './admin-answers.js'
import { type Captured, forbidden, html, responseOf, unauthorized } from './captured.js'

const server = 'https://sso.example.org/cas'
const lines = ['7.2', '6.6'] as const
type Line = (typeof lines)[number]

interface Asked {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
}

/** An admin whose server gives these answers one after the other, the last one again and again. */
function adminOf(...answers: unknown[]) {
  const asked: Asked[] = []
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const { method, url, headers } = new Request(input, init)
    const answer =
      answers[Math.min(asked.push({ method, url: new URL(url), headers }), answers.length) - 1]
    return responseOf(
      isCaptured(answer)
        ? answer
        : { status: 200, type: 'application/json', body: written(answer) },
    )
  }
  return { admin: createAdmin(server, { fetch }), asked }
}

const isCaptured = (answer: unknown): answer is Captured =>
  typeof answer === 'object' && answer !== null && 'body' in answer

const listOf = (...rows: unknown[]) => ({ activeSsoSessions: rows })

async function sessionOf(row: unknown): Promise<AdminSession> {
  const [session] = (await adminOf(listOf(row)).admin.list()).sessions
  return session ?? expect.unreachable()
}

const instant = (text: string): number => Date.parse(text)

describe('a list', () => {
  test('of 7.2: all that an administrator needs, with the deadlines of CAS', async () => {
    const { sessions, total } = await adminOf(list72).admin.list()
    expect(total).toBe(3)
    expect(sessions).toHaveLength(2)
    const [{ id, ...session } = expect.unreachable()] = sessions
    expect(id.reveal()).toBe(tgt)
    expect(session).toEqual({
      principal: 'casuser',
      proxied: false,
      authenticatedAt: instant('2026-11-21T00:34:50.971Z'),
      createdAt: instant('2026-11-21T00:34:50Z'),
      lastUsedAt: instant('2026-11-21T00:34:51Z'),
      timeLimitAt: instant('2026-11-21T08:34:50.981Z'),
      idleLimitAt: instant('2026-11-21T02:34:51.989Z'),
      origin: 'server',
      uses: 1,
      rememberMe: false,
      services: ['http://127.0.0.1:9372/app'],
      attributes: { mail: ['user@example.org'], memberOf: ['staff'], username: ['casuser'] },
    })
  })

  test('of 6.6: the same type, with deadlines from the numbers, and no total', async () => {
    const { sessions, total } = await adminOf(list66).admin.list()
    expect(total).toBeUndefined()
    const [{ id, ...session } = expect.unreachable()] = sessions
    expect(id.reveal()).toBe(tgt)
    expect(session).toEqual({
      principal: 'casuser',
      proxied: false,
      authenticatedAt: instant('2026-11-21T00:34:55.979Z'),
      timeLimitAt: instant('2026-11-21T08:34:55.979Z'),
      idleLimitAt: instant('2026-11-21T02:34:55.979Z'),
      origin: 'policy',
      uses: 0,
      rememberMe: false,
      services: ['http://127.0.0.1:9366/app'],
      attributes: { mail: ['user@example.org'], memberOf: ['staff'], username: ['casuser'] },
    })
  })

  test.each([
    [list72, 'casuser'],
    [list66, 'http://127.0.0.1:9366/pgt'],
  ])('shows an application that acts for a user as a row of its own', async (list, principal) => {
    const { sessions } = await adminOf(list).admin.list({ type: 'PROXIED' })
    expect(sessions.map(({ id }) => id.reveal())).toEqual([pgt])
    expect(sessions[0]).toMatchObject({ principal, proxied: true })
    expect(sessions[0]?.proxiedBy).toMatch(/app$/)
  })

  test.each([list72, list66])(
    'leaves those rows out when asked for direct sessions',
    async (list) => {
      const { sessions } = await adminOf(list).admin.list({ type: 'DIRECT' })
      expect(sessions.map(({ id }) => id.reveal())).toEqual([tgt])
    },
  )

  test('of direct sessions does not tell "is_proxied": a PGT is told by its name', async () => {
    const { is_proxied: _, ...row } = row72
    expect((await sessionOf(row)).proxied).toBe(false)
    expect((await sessionOf({ ...row, ticket_granting_ticket: pgt })).proxied).toBe(true)
  })

  test('keeps only the rows of the user, whatever the case and whatever CAS sent', async () => {
    const other = { ...row72, authenticated_principal: 'second' }
    const { admin, asked } = adminOf(listOf(row72, other))
    const { sessions } = await admin.list({ user: 'SECOND' })
    expect(sessions.map(({ principal }) => principal)).toEqual(['second'])
    expect(asked[0]?.url.searchParams.get('username')).toBe('SECOND')
  })

  test('asks by exact type, and past the thousand tickets at which CAS stops', async () => {
    const { admin, asked } = adminOf(list72)
    await admin.list()
    await admin.list({ type: 'DIRECT', user: 'a b&type=ALL', from: 5, count: 10 })
    expect(asked.map(({ url }) => url.href.slice(server.length))).toEqual([
      '/actuator/ssoSessions?type=ALL&from=0&count=1000000',
      '/actuator/ssoSessions?type=DIRECT&from=5&count=10&username=a+b%26type%3DALL',
    ])
  })

  test('its total may lack, or come from a registry that cannot count', async () => {
    const totalOf = async (body: object) => (await adminOf(body).admin.list()).total
    expect(await totalOf({ activeSsoSessions: [] })).toBeUndefined()
    expect(
      await totalOf({ totalSsoSessions: -9223372036854775808n, activeSsoSessions: [] }),
    ).toBeUndefined()
    expect(await totalOf({ totalSsoSessions: 'many', activeSsoSessions: [] })).toBeUndefined()
    expect(await totalOf({ totalSsoSessions: 1, activeSsoSessions: [] })).toBe(1)
  })

  test('needs of a row no more than the ticket and the user', async () => {
    const { ticket_granting_ticket, authenticated_principal } = row72
    const { id, ...session } = await sessionOf({ ticket_granting_ticket, authenticated_principal })
    expect(id.reveal()).toBe(tgt)
    expect(session).toEqual({ principal: 'casuser', proxied: false, services: [], attributes: {} })
  })

  test('names a service once, by its URL, however many tickets it got', async () => {
    const app = { id: 'https://app.example.org/', originalUrl: 'https://app.example.org/' }
    const { services } = await sessionOf({
      ...row72,
      authenticated_services: { 'ST-1-a': app, 'ST-2-b': app, 'ST-3-c': { originalUrl: 'x:y' } },
    })
    expect(services).toEqual(['https://app.example.org/', 'x:y'])
  })

  test('tells attributes as texts: numbers too, objects not', async () => {
    const { attributes } = await sessionOf({
      ...row72,
      principal_attributes: JSON.parse(
        '{"n":[1,true,null,{"a":1}],"single":"x","__proto__":["y"]}',
      ),
    })
    expect(Object.entries(attributes)).toEqual([
      ['n', ['1', 'true']],
      ['single', ['x']],
      ['__proto__', ['y']],
    ])
  })

  test.each([
    [1795221290.971, 'seconds'],
    [1795221290971, 'milliseconds'],
  ])('takes dates as numbers, which Jackson can write: %s %s', async (authentication_date) => {
    expect((await sessionOf({ ...row72, authentication_date })).authenticatedAt).toBe(1795221290971)
  })
})

describe('limits of other policies', () => {
  const start: Record<Line, object> = { '7.2': row72, '6.6': row66 }
  const limits = async (line: Line, expiration_policy: object, more: object = {}) => {
    const session = await sessionOf({ ...start[line], expiration_policy, ...more })
    const { timeLimitAt, idleLimitAt, origin } = session
    return { timeLimitAt, idleLimitAt, origin }
  }
  const none = { timeLimitAt: undefined, idleLimitAt: undefined, origin: undefined }

  test('hard timeout: a time limit only; 6.6 writes an idle time of 0', async () => {
    expect(await limits('7.2', policies['7.2'].hard)).toEqual({
      ...none,
      timeLimitAt: instant('2026-11-21T01:34:50.723Z'),
      origin: 'server',
    })
    expect(await limits('6.6', policies['6.6'].hard)).toEqual({
      ...none,
      timeLimitAt: instant('2026-11-21T01:34:55.979Z'),
      origin: 'policy',
    })
  })

  test('idle limit only: 9223372036854775807 seconds and fifty years from now are no limit', async () => {
    expect(await limits('7.2', policies['7.2'].timeout)).toEqual({
      ...none,
      idleLimitAt: instant('2026-11-21T01:04:51.252Z'),
      origin: 'server',
    })
    expect(await limits('6.6', policies['6.6'].timeout)).toEqual({
      ...none,
      idleLimitAt: instant('2026-11-21T01:04:55.979Z'),
      origin: 'policy',
    })
  })

  test('throttled: the idle time is the gap between two uses, and nothing ends it but disuse', async () => {
    expect(await limits('7.2', policies['7.2'].throttled)).toEqual({
      ...none,
      idleLimitAt: instant('2026-11-21T01:04:51.849Z'),
      origin: 'server',
    })
    expect(await limits('6.6', policies['6.6'].throttled)).toEqual({
      ...none,
      idleLimitAt: instant('2026-11-21T01:04:55.979Z'),
      origin: 'policy',
    })
  })

  test.each(lines)('never: no limit (%s)', async (line) => {
    expect(await limits(line, policies[line].never)).toEqual(none)
  })

  test('remember-me: the instant of 7.2 is right, the numbers of 6.6 are the default policy’s', async () => {
    const remembered = { remember_me: true }
    expect(await limits('7.2', policies['7.2'].rememberMe, remembered)).toEqual({
      ...none,
      timeLimitAt: instant('2026-12-05T00:34:50.123Z'),
      origin: 'server',
    })
    expect(await limits('6.6', policies['6.6'].rememberMe, remembered)).toEqual(none)
    expect(await limits('6.6', policies['6.6'].rememberMe)).toMatchObject({
      timeLimitAt: instant('2026-11-21T08:34:55.979Z'),
    })
  })

  test('6.6 does not tell the last use: after the first one there is no idle limit to know', async () => {
    const used = await limits('6.6', row66.expiration_policy, { number_of_uses: 1 })
    expect(used).toEqual({
      ...none,
      timeLimitAt: instant('2026-11-21T08:34:55.979Z'),
      origin: 'policy',
    })
    expect(await limits('6.6', policies['6.6'].throttled, { number_of_uses: 1 })).toEqual(none)
  })
})

describe('a ticket id', () => {
  const id = new TicketId('TGT-12-nf8mQqVqk2Xx-sso01')

  test('shows its ends only, and all of itself when asked for by name', () => {
    expect(`${id}`).toBe('TGT-12-…so01')
    expect(JSON.stringify({ id })).toBe('{"id":"TGT-12-…so01"}')
    expect(inspect({ id })).toBe('{ id: TGT-12-…so01 }')
    expect(inspect(id, { showHidden: true, customInspect: false })).not.toContain('nf8m')
    expect(Object.keys(id)).toEqual([])
    expect(id.reveal()).toBe('TGT-12-nf8mQqVqk2Xx-sso01')
  })

  test('shows no end when it is too short to keep the rest', () => {
    expect(`${new TicketId('TGT-1-abcdefgh')}`).toBe('TGT-1-…')
    expect(`${new TicketId('TGT-abc')}`).toBe('TGT-…')
  })

  test.each(['', ' ', '.', '..', 'users', 'TGT-', 'TGT-1 2', '../sso', 'tgt-1-a', undefined, null])(
    'is never %j, which could make another path of it',
    (wrong) => {
      expect(() => new TicketId(wrong as string)).toThrow(
        new TypeError('id: expected a ticket id of CAS such as TGT-1-...'),
      )
    },
  )
})

describe('ending one session', () => {
  test('tells which applications were told, by URL', async () => {
    const { admin, asked } = adminOf(deleted)
    expect(await admin.end(new TicketId(tgt))).toEqual({
      singleLogout: [
        { service: 'http://127.0.0.1:9372/app', status: 'SUCCESS' },
        { service: 'http://127.0.0.1:9966/other', status: 'NOT_ATTEMPTED' },
      ],
    })
    expect(asked.map(({ method, url }) => [method, url.pathname, url.search])).toEqual([
      ['DELETE', `/cas/actuator/ssoSessions/${tgt}`, ''],
    ])
  })

  test('reads the outcome from the body: HTTP 200 with a status of 500 is a failure', async () => {
    const message = `could not remove ${tgt}`
    const { admin } = adminOf({ status: 500, ticketGrantingTicket: tgt, message })
    const failure = await admin.end(new TicketId(tgt)).then(() => expect.unreachable(), failureOf)
    expect(failure).toEqual({ kind: 'server-error', httpStatus: 500 })
  })

  test.each([[{}], [{ status: '200' }], [{ [tgt]: { status: 200 } }], [[]]])(
    'a body without a status proves nothing: %j',
    async (body) => {
      await expect(adminOf(body).admin.end(new TicketId(tgt))).rejects.toMatchObject({
        kind: 'wrong-shape',
      })
    },
  )

  test('it has ended, however strange the word about an application', async () => {
    const strange = [{ status: 'MAYBE', service: 'https://a.example' }, {}, 'x']
    const { admin } = adminOf({ status: 200, singleLogoutRequests: strange })
    expect((await admin.end(new TicketId(tgt))).singleLogout).toEqual([
      { service: 'https://a.example', status: 'FAILURE' },
      { service: '', status: 'FAILURE' },
      { service: '', status: 'FAILURE' },
    ])
    expect(await adminOf({ status: 200 }).admin.end(new TicketId(tgt))).toEqual({
      singleLogout: [],
    })
  })

  test('encodes the id', async () => {
    const { admin, asked } = adminOf({ status: 200 })
    await admin.end(new TicketId('TGT-1-a/../b?type=ALL#'))
    expect(asked[0]?.url.href).toBe(
      `${server}/actuator/ssoSessions/TGT-1-a%2F..%2Fb%3Ftype%3DALL%23`,
    )
  })

  test.each([undefined, null, tgt, {}, { id: tgt }])(
    'refuses what is neither a session nor a TicketId, and asks nothing',
    async (wrong) => {
      const { admin, asked } = adminOf({ status: 200 })
      await expect(admin.end(wrong as unknown as TicketId)).rejects.toThrow(
        new TypeError('session: expected a listed session or a TicketId'),
      )
      expect(asked).toEqual([])
    },
  )
})

describe('ending many', () => {
  const second = { ...row72, ticket_granting_ticket: 'TGT-2-second' }

  test('one that CAS fails to end is left, and the others end all the same', async () => {
    const failed = { status: 500, ticketGrantingTicket: tgt, message: 'reason' }
    const { admin } = adminOf(listOf(row72, second), failed, deleted, listOf(row72))
    const { ended, left, singleLogout } = await admin.endAllOf('casuser')
    expect(ended).toBe(1)
    expect(left.map(({ id }) => id.reveal())).toEqual([tgt])
    expect(singleLogout).toHaveLength(2)
  })

  test('the second list counts, not what CAS says of its deletes', async () => {
    const { admin } = adminOf(listOf(row72, second), { odd: true }, { odd: true }, listOf())
    expect(await admin.endAllOf('casuser')).toEqual({ ended: 2, left: [], singleLogout: [] })
    const stubborn = adminOf(listOf(row72), { status: 200 }, listOf(row72)).admin
    expect(await stubborn.endAllOf('casuser')).toMatchObject({ ended: 0, left: [{}] })
  })

  test('a session that begins meanwhile is left, not counted', async () => {
    const { admin } = adminOf(listOf(row72), { status: 200 }, listOf(second))
    expect(await admin.endAllOf('casuser')).toMatchObject({ ended: 1, left: [{}] })
  })

  test('a server that refuses is asked no further', async () => {
    const { admin, asked } = adminOf(listOf(row72, second), forbidden)
    await expect(admin.endAllOf('casuser')).rejects.toMatchObject({ kind: 'refused' })
    expect(asked).toHaveLength(2)
  })

  test.each([undefined, null, '', '  ', 7])('refuses %j for a user', async (user) => {
    const { admin, asked } = adminOf(list72)
    const refusal = new TypeError('user: expected a name')
    await expect(admin.endAllOf(user as string)).rejects.toThrow(refusal)
    if (user !== undefined) {
      await expect(admin.list({ user: user as string })).rejects.toThrow(refusal)
    }
    expect(asked).toEqual([])
  })

  test.each([undefined, {}, { confirm: '' }, { confirm: true }, { confirm: `${server}/` }])(
    'everybody’s needs the very address of the server, not %j',
    async (confirmation) => {
      const { admin, asked } = adminOf(list72)
      await expect(admin.endEverySession(confirmation as { confirm: string })).rejects.toThrow(
        new TypeError(
          'confirm: expected the address of the server, exactly as admin.server has it',
        ),
      )
      expect(asked).toEqual([])
    },
  )
})

describe('trouble is an SsoError of a kind', () => {
  test.each<[string, Captured, string]>([
    ['401 with a Basic challenge', unauthorized, 'refused'],
    ['403', forbidden, 'refused'],
    ['404', { ...html, status: 404 }, 'missing'],
    ['a redirect to a login page', { status: 302, body: '' }, 'login-page'],
    ['200 with a page of HTML', { ...html, status: 200 }, 'not-json'],
    ['500 with a stack trace', { ...forbidden, status: 500 }, 'server-error'],
    ['503', { status: 503, body: '' }, 'server-error'],
    [
      'JSON of another endpoint',
      { ...forbidden, status: 200, body: '{"status":"UP"}' },
      'wrong-shape',
    ],
  ])('%s', async (_, answer, kind) => {
    await expect(adminOf(answer).admin.list()).rejects.toMatchObject({ kind })
    await expect(adminOf(answer).admin.end(new TicketId(tgt))).rejects.toMatchObject({ kind })
  })

  test.each([
    ['ticket_granting_ticket', undefined],
    ['ticket_granting_ticket', '.'],
    ['authenticated_principal', ''],
    ['authentication_date', 'yesterday'],
    ['is_proxied', 'no'],
    ['expiration_policy', { timeToLive: 'long' }],
  ])('a row with an odd %s names the field, never the value', async (field, value) => {
    const { admin } = adminOf(listOf({ ...row72, [field]: value }))
    const error = await admin.list().then(
      () => expect.unreachable(),
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(SsoError)
    expect(failureOf(error)).toEqual({
      kind: 'wrong-shape',
      field: field === 'expiration_policy' ? 'timeToLive' : field,
    })
  })

  test('a list may be long, and no longer than maxBytes', async () => {
    const cas = createCas()
    const fetch = async () =>
      responseOf({
        status: 200,
        type: 'application/json',
        body: written({ ...list72, padding: 'x'.repeat(1e6) }),
      })
    expect((await createAdmin(cas.url, { fetch }).list()).sessions).toHaveLength(2)
    await expect(createAdmin(cas.url, { fetch, maxBytes: 1e6 }).list()).rejects.toMatchObject({
      kind: 'too-large',
    })
  })

  test('a server that keeps silent is given up by the clock', async () => {
    const cas = createCas({ clock: { fixedAt: 0 } })
    cas.fail({ delayMs: 60_000 })
    const { fetch, clock } = cas
    const answer = createAdmin(cas.url, { fetch, clock }).list()
    cas.clock.advance({ seconds: 29 })
    cas.clock.advance({ seconds: 1 })
    await expect(answer).rejects.toMatchObject({ kind: 'timed-out' })
  })

  test('a delete whose answer is lost is not sent again', async () => {
    const cas = createCas()
    cas.signIn('casuser')
    cas.fail({ method: 'DELETE', reset: true })
    const admin = createAdmin(cas.url, { fetch: cas.fetch })
    await expect(admin.endAllOf('casuser')).rejects.toThrow(SsoError)
    expect(cas.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1)
    expect(cas.sessions()).toHaveLength(1)
  })
})

describe('wrong arguments are refused in one sentence', () => {
  test.each<[object, string]>([
    [{ type: 'direct' }, 'type: expected ALL, DIRECT, PROXIED'],
    [{ type: '' }, 'type: expected ALL, DIRECT, PROXIED'],
    [{ from: -1 }, 'from: expected a whole number'],
    [{ count: 1.5 }, 'count: expected a whole number'],
    [{ count: '5' }, 'count: expected a whole number'],
  ])('%j', async (query, message) => {
    const { admin, asked } = adminOf(list72)
    await expect(admin.list(query)).rejects.toThrow(new TypeError(message))
    expect(asked).toEqual([])
  })

  test.each<[string, object]>([
    ['sso.example.org', {}],
    [server, { timeoutMs: 0 }],
    [server, { maxBytes: Number.NaN }],
  ])('createAdmin(%j, %j)', (address, options) => {
    expect(() => createAdmin(address, options)).toThrow(TypeError)
  })
})

describe('no secret is shown', () => {
  const seen = (value: unknown): string =>
    [
      JSON.stringify(value),
      String(value),
      inspect(value, { depth: Infinity, showHidden: true }),
      value instanceof Error ? `${value.stack} ${value.message}` : '',
    ].join('\n')
  const expectNoSecret = (value: unknown, more: readonly string[] = []): void => {
    for (const secret of [...secrets, ...more]) expect(seen(value)).not.toContain(secret)
  }

  test('by what lists and ends return, though the answers hold tickets and live cookies', async () => {
    for (const secret of secrets) expect(written([list72, deleted])).toContain(secret)
    expectNoSecret(await adminOf(list72).admin.list())
    expectNoSecret(await adminOf(list66).admin.list())
    expectNoSecret(await adminOf(deleted).admin.end(new TicketId(tgt)))
    expectNoSecret(await adminOf(list72, deleted, deleted, list72).admin.endAllOf('casuser'))
  })

  test.each<[string, unknown]>([
    ['a failed delete', { status: 500, ticketGrantingTicket: tgt, message: tgt }],
    ['an HTTP error', { ...forbidden, status: 500, body: written([list72, deleted]) }],
    ['no JSON', { ...html, body: `<html>${written(list72)}` }],
    ['broken JSON', { ...forbidden, status: 200, body: written(list72).slice(0, -9) }],
    ['another shape', { list72, deleted }],
    ['a bad row', listOf({ ...proxiedRow72, authentication_date: secrets })],
  ])('by the error of %s', async (_, answer) => {
    const { admin } = adminOf(answer)
    for (const work of [admin.list(), admin.end(new TicketId(tgt))]) {
      expectNoSecret(
        await work.then(
          () => expect.unreachable(),
          (error: unknown) => error,
        ),
      )
    }
  })

  test.each(lines)('by a whole server of %s, whose tickets really work', async (line) => {
    const cas = createCas({ line })
    const { cookie } = cas.signIn('casuser')
    await cas.fetch(`${cas.url}/login?service=http://127.0.0.1:9/app`)
    const answer = await cas.fetch(`${cas.url}/actuator/ssoSessions`)
    const raw = await answer.text()
    const tickets = raw.match(/[TS](?:GT|T)-\d+-[\w-]+/g) ?? []
    expect(tickets.length).toBeGreaterThan(1)
    expect(raw.includes(cookie)).toBe(line === '7.2')
    const admin = createAdmin(cas.url, { fetch: cas.fetch })
    const list = await admin.list()
    expect(list.sessions[0]?.services).toEqual(['http://127.0.0.1:9/app'])
    expectNoSecret([list, await admin.endAllOf('casuser')], [...tickets, cookie])
  })
})

describe.each(lines)('an administrator of CAS %s', (line) => {
  function start() {
    const cas = createCas({ line, clock: { fixedAt: '2026-11-21T00:00:00Z' } })
    for (const user of ['casuser', 'second', 'second']) {
      cas.signIn(user, { browser: cas.newBrowser() })
    }
    const { fetch, clock } = cas
    const left = () => cas.sessions().map(({ principal }) => principal)
    return { cas, left, admin: createAdmin(`${cas.url}/`, { fetch, clock }) }
  }

  test('lists everybody, or one user whatever the case', async () => {
    const { cas, admin } = start()
    expect(admin.server).toBe(cas.url)
    expect((await admin.list()).sessions).toHaveLength(3)
    expect((await admin.list({ user: 'SECOND' })).sessions).toHaveLength(2)
    expect((await admin.list({ user: 'nobody' })).sessions).toEqual([])
    expect((await admin.list({ type: 'DIRECT' })).sessions).toHaveLength(3)
    expect((await admin.list({ type: 'PROXIED' })).sessions).toEqual([])
  })

  test('pages where the line pages', async () => {
    const { admin } = start()
    const page = await admin.list({ from: 1, count: 1 })
    expect(page.sessions).toHaveLength(line === '7.2' ? 3 : 1)
  })

  test('sees when a session will end, as the session itself does', async () => {
    const { cas, admin } = start()
    const { sessions } = await admin.list({ user: 'casuser' })
    expect(sessions[0]).toMatchObject({
      timeLimitAt: cas.clock.now() + 8 * 3_600_000,
      idleLimitAt: cas.clock.now() + 2 * 3_600_000,
      origin: line === '7.2' ? 'server' : 'policy',
    })
  })

  test('does not take the total for the length: expired sessions may be in it', async () => {
    const { cas, admin } = start()
    cas.clock.advance({ hours: 3 })
    const { sessions, total } = await admin.list()
    expect(sessions).toEqual([])
    expect(total).toBe(line === '7.2' ? 3 : undefined)
  })

  test('ends one session, and again without an error', async () => {
    const { admin, left } = start()
    const [session = expect.unreachable()] = (await admin.list({ user: 'casuser' })).sessions
    expect(await admin.end(session)).toEqual({ singleLogout: [] })
    expect(left()).toEqual(['second', 'second'])
    expect(await admin.end(session.id)).toEqual({ singleLogout: [] })
    expect(await admin.end(new TicketId('TGT-0-unknown'))).toEqual({ singleLogout: [] })
    expect(left()).toEqual(['second', 'second'])
  })

  test('ends all of a user whatever the case, though a delete by name goes by it', async () => {
    const { admin, left } = start()
    expect(await admin.endAllOf('SECOND')).toEqual({ ended: 2, left: [], singleLogout: [] })
    expect(left()).toEqual(['casuser'])
    expect(await admin.endAllOf('nobody')).toEqual({ ended: 0, left: [], singleLogout: [] })
    expect(left()).toEqual(['casuser'])
  })

  test('hears which applications were told', async () => {
    const { cas, admin } = start()
    cas.signIn('casuser', { service: 'http://127.0.0.1:9/app' })
    cas.signIn('casuser', { service: 'http://127.0.0.1:9/front', browser: cas.newBrowser() })
    const { singleLogout } = await admin.endAllOf('casuser')
    expect(singleLogout).toContainEqual({ service: 'http://127.0.0.1:9/app', status: 'SUCCESS' })
    expect(cas.messages).toContainEqual(
      expect.objectContaining({ channel: 'back-channel', url: 'http://127.0.0.1:9/app' }),
    )
  })

  test('ends everybody only when told the address of the server', async () => {
    const { cas, admin, left } = start()
    await expect(admin.endEverySession({ confirm: 'https://other.example/cas' })).rejects.toThrow()
    expect(left()).toHaveLength(3)
    expect(await admin.endEverySession({ confirm: cas.url })).toEqual({
      ended: 3,
      left: [],
      singleLogout: [],
    })
    expect(left()).toEqual([])
  })

  test('never deletes but one session by its id', async () => {
    const { cas, admin } = start()
    await admin.endAllOf('second')
    await admin.endEverySession({ confirm: admin.server })
    const deletes = cas.requests.filter(({ method }) => method === 'DELETE')
    expect(deletes).toHaveLength(3)
    for (const { path } of deletes) {
      expect(path).toMatch(/^\/cas\/actuator\/ssoSessions\/TGT-[^/?]+$/)
    }
  })

  test('is refused where the endpoint is closed', async () => {
    const { cas, admin } = start()
    cas.configure({ ssoSessionsActuator: 'denied' })
    await expect(admin.list()).rejects.toMatchObject({ kind: 'refused' })
  })
})

test('own headers are sent, such as HTTP Basic, and JSON is asked for', async () => {
  let sent = new Headers()
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    sent = new Request(input, init).headers
    return responseOf({ status: 200, type: 'application/json', body: written(list72) })
  }
  await createAdmin(server, { fetch, headers: { authorization: 'Basic YTpi' } }).list()
  expect(sent.get('authorization')).toBe('Basic YTpi')
  expect(sent.get('accept')).toBe('application/json')
})

test('types: a session has an id that is no text', () => {
  expectTypeOf<AdminSession['id']>().toEqualTypeOf<TicketId>()
  expectTypeOf<string>().not.toExtend<TicketId>()
})

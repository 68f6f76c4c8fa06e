import { createCas } from 'sso-pulse/testing'
import { describe, expect, test } from 'vitest'
import { userAgent } from '../../sdk/cli/connection.js'
import { openJar } from '../../sdk/cli/session-jar.js'
import { openTerminal, type Terminal } from './terminal.js'

const server = 'https://sso.example.org/cas'

async function signIn({ cas, shell }: Terminal, user = 'casuser'): Promise<void> {
  const { cookie } = cas.signIn(user, { browser: null, userAgent })
  const jar = await openJar(server, undefined, shell)
  await jar.take(`${server}/login`, [`TGC=${cookie}; Path=/cas; Secure; HttpOnly`])
  await jar.save()
}

describe('status', () => {
  test('tells user, limits, source and clock of the stored session', async () => {
    const terminal = openTerminal()
    await signIn(terminal)
    const { code, out } = await terminal.run('status', server)
    expect(out).toMatch(
      /^https:\/\/sso\.example\.org\/cas: signed in as casuser, 1 h 59 min left \(idle limit\)$/m,
    )
    expect(out).toMatch(/^ {2}idle limit \d{4}-.*Z, in 1 h 59 min$/m)
    expect(out).toMatch(/^ {2}time limit \d{4}-.*Z, in 7 h 59 min$/m)
    expect(out).toMatch(/^ {2}source isloggedin, its clock agrees$/m)
    expect(code).toBe(0)
  })

  test('--json prints one document', async () => {
    const terminal = openTerminal()
    await signIn(terminal)
    const { code, json } = await terminal.run('status', server, '--json')
    const instant = expect.stringMatching(/^\d{4}-.*Z$/)
    expect(json()).toEqual({
      server,
      stored: true,
      source: 'isloggedin',
      status: 'signed-in',
      user: 'casuser',
      deadlines: [
        { limit: 'idle', at: instant, origin: 'server' },
        { limit: 'time', at: instant, origin: 'server' },
      ],
      clockOffsetMs: expect.any(Number),
    })
    expect(code).toBe(0)
  })

  test('without a stored session: says so, how to get one, and 1', async () => {
    const { code, out } = await openTerminal().run('status', server)
    expect(out).toContain(`no session stored; sso-pulse login ${server}`)
    expect(code).toBe(1)
  })

  test('a session that ended meanwhile: 1, and what CAS says', async () => {
    const terminal = openTerminal()
    await signIn(terminal)
    terminal.cas.endSession()
    const { code, json } = await terminal.run('status', server, '--json')
    expect(json()).toMatchObject({ stored: true, status: 'signed-out', seen: 'ended' })
    expect(code).toBe(1)
  })

  test.each(['7.2', '6.6'] as const)('CAS %s without the module: actuator/sso', async (line) => {
    const setup = { isLoggedIn: 'absent' } as const
    const terminal = openTerminal({ cas: createCas({ url: server, line, setup }) })
    await signIn(terminal)
    const { code, json } = await terminal.run('status', server, '--json')
    expect(json()).toMatchObject({ source: 'actuator', user: 'casuser', deadlines: [] })
    expect(code).toBe(0)
  })

  test("a bare endpoint as in CAS's blog: with --tgc-parameter", async () => {
    const terminal = openTerminal({
      cas: createCas({ url: server, setup: { isLoggedIn: 'blog' } }),
    })
    await signIn(terminal)
    const { code, json } = await terminal.run('status', server, '--json', '--tgc-parameter')
    expect(json()).toMatchObject({ source: 'plain', user: 'casuser' })
    expect(code).toBe(0)
  })

  test.each([
    ['nobody answers', { reset: true }, 'unreachable'],
    ['a fault of the server', { status: 503 }, 'server-error'],
    ['an endless answer', { body: 'x'.repeat(100_000) }, 'too-large'],
  ])('%s: cannot tell, and 3, never "signed out"', async (_, failure, trouble) => {
    const terminal = openTerminal()
    await signIn(terminal)
    terminal.cas.fail(failure)
    const { code, err, json } = await terminal.run('status', server, '--json')
    expect(json()).toMatchObject({ error: { kind: 'trouble', trouble } })
    expect(err).toMatch(/^sso-pulse: https:\/\/sso\.example\.org\/cas: .*[.)]\n$/)
    expect(code).toBe(3)
  })

  test('a website that is no CAS: says so, and 3', async () => {
    const terminal = openTerminal()
    terminal.cas.fail({ body: '<title>Welcome</title><p>A shop.</p>' })
    const { code, err } = await terminal.run('status', server)
    expect(err).toBe(
      `sso-pulse: ${server} is no CAS server: its /login shows no form of CAS; give the prefix, such as https://sso.example.org/cas.\n`,
    )
    expect(code).toBe(3)
  })
})

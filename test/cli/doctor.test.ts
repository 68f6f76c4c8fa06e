import { type CasOptions, createCas, type InMemoryCas } from 'sso-pulse/testing'
import { expect, test } from 'vitest'
import type { Finding } from '../../sdk/cli/finding.js'
import { networkTo, openTerminal, type Terminal } from './terminal.js'

const server = 'https://sso.example.org/cas'
const env = { SSO_PULSE_USER: 'casuser', SSO_PULSE_PASSWORD: 'Mellon' }

/** By check. */
async function examine(terminal: Terminal, ...args: readonly string[]) {
  const { code, json } = await terminal.run('doctor', server, '--json', ...args)
  const { findings } = json() as { findings: readonly Finding[] }
  return { code, found: Object.fromEntries(findings.map((one) => [one.check, one])) }
}

async function signedIn(options: CasOptions = {}): Promise<Terminal> {
  const terminal = openTerminal({ env, cas: createCas({ url: server, ...options }) })
  await terminal.run('login', server)
  return terminal
}

test('says for each check what it saw, by sign and word, and counts what is bad', async () => {
  const { code, out } = await openTerminal().run('doctor', server)
  expect(out).toMatch(/^\+ ok {7}endpoint {8}isloggedin, in full$/m)
  expect(out).toMatch(/^! warn {5}hsts {12}no Strict-Transport-Security.*: leave cas\./m)
  expect(out).toMatch(/^\? unknown {2}cookie {10}no TGC is stored: sign in with sso-pulse login/m)
  expect(out).toMatch(/: nothing bad\n$/)
  expect(code).toBe(0)
})

test('colours stand beside the words on a terminal, and NO_COLOR takes them away', async () => {
  const colour = '\u001b['
  expect((await openTerminal({ isTerminal: true }).run('doctor', server)).out).toContain(colour)
  const plain = openTerminal({ isTerminal: true, env: { NO_COLOR: '1' } })
  expect((await plain.run('doctor', server)).out).not.toContain(colour)
})

test.each(['7.2', '6.6'] as const)(
  'CAS %s with a stored session: pinned, and looks are passive',
  async (line) => {
    const { found } = await examine(await signedIn({ line }))
    expect(found).toMatchObject({
      pinning: { verdict: 'ok' },
      passive: { verdict: 'ok' },
      clock: { verdict: 'ok' },
      'no-store': { verdict: 'ok' },
      cookie: { verdict: 'ok', what: 'Secure yes, HttpOnly yes, SameSite lax, Path /cas' },
    })
  },
)

/** The network to a CAS that writes its TGC in another way. */
function writing(cas: InMemoryCas, change: (tgc: string) => string): typeof fetch {
  const wire = networkTo(cas)
  return async (input, init) => {
    const response = await wire(input, init)
    const lines = response.headers.getSetCookie()
    response.headers.delete('set-cookie')
    for (const line of lines) {
      response.headers.append('set-cookie', line.startsWith('TGC=') ? change(line) : line)
    }
    return response
  }
}

test('a cookie that may travel by plain http is bad', async () => {
  const { cas } = openTerminal()
  const fetch = writing(cas, (tgc) => tgc.replace('; Secure', ''))
  const terminal = openTerminal({ cas, env, fetch })
  await terminal.run('login', server)
  const { code, found } = await examine(terminal)
  expect(found.cookie).toMatchObject({
    verdict: 'bad',
    what: expect.stringContaining('Secure no'),
    todo: 'set cas.tgc.secure=true',
  })
  expect(code).toBe(1)
})

test.each([
  [
    'every fault of the cookie is named, not the first alone',
    (tgc: string) => tgc.replace(/; Path.*/, '; Path=/; SameSite=None'),
    ['cas.tgc.http-only', 'cas.tgc.secure', 'cas.tgc.auto-configure-cookie-path'],
  ],
  [
    'a cookie that is the ticket itself',
    (tgc: string) => tgc.replace(/TGC=[^;]+/, 'TGC=TGT-1-secret'),
    ['cas.tgc.crypto.enabled'],
  ],
] as const)('%s', async (_, change, named) => {
  const cas = createCas({ url: server })
  const terminal = openTerminal({ cas, env, fetch: writing(cas, change) })
  await terminal.run('login', server)
  const { found } = await examine(terminal)
  expect(found.cookie).toMatchObject({ verdict: 'bad' })
  for (const name of named) expect(found.cookie?.todo).toContain(name)
  expect(JSON.stringify(found)).not.toContain('secret')
})

test('a cookie that works in another browser', async () => {
  const { found } = await examine(await signedIn({ setup: { pinToSession: false } }))
  expect(found.pinning).toMatchObject({ verdict: 'warn' })
})

test('a look that moves the idle limit is bad', async () => {
  const terminal = await signedIn()
  const used = networkTo(terminal.cas)
  const fetch: typeof used = async (input, init) => {
    if (`${input}`.endsWith('/isloggedin')) {
      await used(`${server}/login?gateway=true&service=http://localhost/quiet`, init)
    }
    return used(input, init)
  }
  const touching = openTerminal({ cas: terminal.cas, env, fetch })
  await touching.run('login', server)
  const { code, found } = await examine(touching)
  expect(found.passive).toMatchObject({ verdict: 'bad' })
  expect(code).toBe(1)
})

test('--origin: may its pages read answers?', async () => {
  const setup = { corsOrigins: ['https://app.example.org'] }
  const terminal = openTerminal({ cas: createCas({ url: server, setup }) })
  const allowed = await examine(terminal, '--origin', 'https://app.example.org')
  expect(allowed.found.cors).toMatchObject({ verdict: 'ok' })
  const refused = await examine(terminal, '--origin', 'https://b.example.org')
  expect(refused.found.cors).toMatchObject({ verdict: 'bad', what: expect.stringContaining('403') })
  expect(refused.code).toBe(1)
})

test('a server that lets every origin read is bad', async () => {
  const { cas } = openTerminal()
  const wire = networkTo(cas)
  const fetch: typeof wire = async (input, init) => {
    const { body, status, headers } = await wire(input, init)
    const origin = new Headers(init?.headers).get('origin')
    if (origin) headers.set('access-control-allow-origin', origin)
    if (origin) headers.set('access-control-allow-credentials', 'true')
    return new Response(body, { status, headers })
  }
  const { found } = await examine(openTerminal({ cas, fetch }))
  expect(found['cors-strangers']).toMatchObject({ verdict: 'bad' })
  // Open to this machine, they are open to what its browsers show.
  expect(found.sessions).toMatchObject({
    verdict: 'bad',
    what: expect.stringContaining('every website'),
  })
})

test.each([
  [
    'a cache may keep it',
    {
      path: 'isloggedin',
      headers: { 'content-type': 'application/vnd.sso-pulse.v1+json' },
      body: '{"signedIn":false}',
    },
    'no-store',
    'bad',
  ],
  ['closed to strangers', { path: 'actuator/ssoSessions', status: 403 }, 'sessions', 'ok'],
  ['a fault is no lock', { path: 'actuator/ssoSessions', status: 503 }, 'sessions', 'unknown'],
  [
    'HSTS',
    { path: 'login', headers: { 'strict-transport-security': 'max-age=15768000' } },
    'hsts',
    'ok',
  ],
] as const)('%s', async (_, failure, check, verdict) => {
  const terminal = openTerminal()
  terminal.cas.fail(failure)
  expect((await examine(terminal)).found[check]).toMatchObject({ verdict })
})

test('a slow way back is not a wrong clock', async () => {
  const cas = createCas({ url: server, clock: { fixedAt: 900 }, setup: { isLoggedIn: 'absent' } })
  const wire = networkTo(cas)
  const slow: typeof wire = async (input, init) => {
    const response = await wire(input, init)
    cas.clock.advance(2000)
    return response
  }
  const terminal = openTerminal({ cas, env, fetch: slow })
  await terminal.run('login', server)
  expect((await examine(terminal)).found.clock?.what).toMatch(/^agrees/)
})

test('a clock that is wrong by minutes', async () => {
  const cas = createCas({ url: server, clock: { offset: { minutes: 5 } } })
  const { shell, ...terminal } = openTerminal({ cas })
  Object.assign(shell, { clock: createCas().clock })
  const { found } = await examine({ shell, ...terminal })
  expect(found.clock).toMatchObject({
    verdict: 'warn',
    what: expect.stringMatching(/^(4 min 59 s|5 min).* ahead/),
  })
})

test('nothing tells the status: bad, and the rest is looked at all the same', async () => {
  const terminal = openTerminal({
    cas: createCas({ url: server, setup: { isLoggedIn: 'absent' } }),
  })
  terminal.cas.fail({ path: 'actuator/sso', status: 403 })
  const { code, found } = await examine(terminal)
  expect(found.endpoint).toMatchObject({ verdict: 'bad', todo: expect.stringContaining('module') })
  expect(found.hsts).toBeDefined()
  expect(code).toBe(1)
})

test.each(['7.2', '6.6'] as const)('CAS %s lacks the source that was named: bad', async (line) => {
  const cas = createCas({ url: server, line, setup: { isLoggedIn: 'absent' } })
  const { code, found } = await examine(openTerminal({ cas }), '--source', 'isloggedin')
  expect(found.endpoint).toMatchObject({
    verdict: 'bad',
    what: 'isloggedin tells no status of a session',
  })
  expect(found.sessions).toBeDefined()
  expect(code).toBe(1)
})

test('it ends no session and uses none', async () => {
  const terminal = await signedIn()
  const [before] = terminal.cas.sessions()
  await examine(terminal)
  expect(terminal.cas.sessions()).toEqual([before])
})

test('nobody answers: 3, and no finding', async () => {
  const terminal = openTerminal()
  terminal.cas.fail({ reset: true })
  const { code, json } = await terminal.run('doctor', server, '--json')
  expect(json()).toMatchObject({ error: { kind: 'trouble' } })
  expect(code).toBe(3)
})

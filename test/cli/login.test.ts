import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCas } from 'sso-pulse/testing'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../sdk/cli/finding.js'
import { files } from '../../sdk/cli/node-shell.js'
import { Problem } from '../../sdk/cli/problem.js'
import { networkTo, openTerminal } from './terminal.js'

const server = 'https://sso.example.org/cas'
const env = { SSO_PULSE_USER: 'casuser', SSO_PULSE_PASSWORD: 'Mellon' }
const page = (title: string, main = '') =>
  `<title>CAS - ${title}</title><form method="post"><input type="hidden" name="execution" value="e1">${main}</form>`

test.each(['7.2', '6.6'] as const)(
  'CAS %s: signs in by the form and stores the session',
  async (line) => {
    const terminal = openTerminal({ env, cas: createCas({ url: server, line }) })
    const { code, out } = await terminal.run('login', server)
    expect(out).toMatch(
      /: signed in as casuser, 1 h 59 min left \(idle limit\)\n {2}stored in \S+\n$/,
    )
    expect(code).toBe(0)
    expect((await terminal.run('status', server)).code).toBe(0)
    expect(terminal.cas.sessions()).toHaveLength(1)
  },
)

test('the jar is for its owner alone, and whole', async () => {
  const terminal = openTerminal({ env })
  const jar = String((await terminal.run('login', server, '--json')).json().jar)
  expect(statSync(jar).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(jar, '..'))).toHaveLength(1)
})

test('neither the cookie nor the password is ever said', async () => {
  const terminal = openTerminal({ env, isTerminal: true })
  const path = join(terminal.folder, 'jar')
  const said = await terminal.run('login', server, '--jar', path)
  const tgc = /"key":"TGC","value":"([^"]+)"/.exec(readFileSync(path, 'utf8'))?.[1] ?? ''
  expect(tgc).not.toBe('')
  expect(said.out + said.err).not.toContain(tgc)
  expect(said.out + said.err).not.toContain('Mellon')
})

test('a jar that others can read is refused, with what to do', async () => {
  const terminal = openTerminal({ env })
  const path = join(terminal.folder, 'jar')
  writeFileSync(path, '{}', { mode: 0o644 })
  const { code, err } = await terminal.run('status', server, '--jar', path)
  expect(err).toBe(
    `sso-pulse: The jar ${path} can be read by others, and whoever reads it holds the session: run chmod 600 on it.\n`,
  )
  expect(code).toBe(2)
})

test.each([
  ['no JSON', 'TGC=1', /is no session that sso-pulse stored/],
  [
    'another server',
    '{"version":1,"server":"https://b.example.org/cas","cookies":{}}',
    /another server/,
  ],
])('a jar of %s is refused', async (_, text, expected) => {
  const terminal = openTerminal({ env })
  const path = join(terminal.folder, 'jar')
  writeFileSync(path, text, { mode: 0o600 })
  const { code, err } = await terminal.run('login', server, '--jar', path)
  expect(err).toMatch(expected)
  expect(code).toBe(2)
  expect(readFileSync(path, 'utf8')).toBe(text)
})

test('asks the person at the terminal, with the password hidden', async () => {
  const terminal = openTerminal({ typed: ['casuser', 'Mellon'] })
  const { code, err } = await terminal.run('login', server)
  expect(err).toBe('User name: Password of casuser: ')
  expect(code).toBe(0)
})

test('takes the password from the first line of a file', async () => {
  const terminal = openTerminal()
  const path = join(terminal.folder, 'password')
  writeFileSync(path, 'Mellon\n')
  const options = ['--user', 'casuser', '--password-file', path]
  expect((await terminal.run('login', server, ...options)).code).toBe(0)
})

test('without a password and without a terminal: says where it would look', async () => {
  const { code, err } = await openTerminal().run('login', server, '--user', 'casuser')
  expect(err).toMatch(/No password was given: set SSO_PULSE_PASSWORD/)
  expect(code).toBe(2)
})

test('--remember-me gives a long session', async () => {
  const setup = { rememberMe: { timeToKillSeconds: 1_209_600 } }
  const terminal = openTerminal({ env, cas: createCas({ url: server, setup }) })
  await terminal.run('login', server, '--remember-me')
  expect(terminal.cas.sessions()).toMatchObject([{ rememberMe: true }])
})

test('--service signs in for an application, and its ticket is not said', async () => {
  const terminal = openTerminal({ env })
  const { code, out } = await terminal.run('login', server, '--service', 'http://localhost/app')
  expect(code).toBe(0)
  expect(out).not.toContain('ST-')
  expect(terminal.cas.sessions()[0]?.services).toEqual(['http://localhost/app'])
})

test('a second sign-in would leave the first session behind: refused', async () => {
  const terminal = openTerminal({ env })
  await terminal.run('login', server)
  const { code, err } = await terminal.run('login', server)
  expect(err).toMatch(/is alive: run sso-pulse logout https:\/\/sso\.example\.org\/cas first/)
  expect(code).toBe(2)
  expect(terminal.cas.sessions()).toHaveLength(1)
  terminal.cas.endSession()
  expect((await terminal.run('login', server)).code).toBe(0)
})

describe('a CAS whose cookie has another name (cas.tgc.name)', () => {
  const renamed = () => {
    const cas = createCas({ url: server })
    const wire = networkTo(cas)
    const fetch: typeof wire = async (input, init) => {
      const sent = new Headers(init?.headers)
      const cookie = sent.get('cookie')?.replace('SSO=', 'TGC=')
      if (cookie) sent.set('cookie', cookie)
      const { body, status, headers } = await wire(input, { ...init, headers: sent })
      const cookies = headers.getSetCookie().map((line) => line.replace('TGC=', 'SSO='))
      headers.delete('set-cookie')
      for (const line of cookies) headers.append('set-cookie', line)
      return new Response(body, { status, headers })
    }
    return openTerminal({ cas, env, fetch })
  }

  test('is told by --cookie-name, and the jar remembers it', async () => {
    const terminal = renamed()
    expect((await terminal.run('login', server, '--cookie-name', 'SSO')).code).toBe(0)
    expect((await terminal.run('status', server)).code).toBe(0)
    const findings = (await terminal.run('doctor', server, '--json')).json().findings as Finding[]
    expect(findings.find(({ check }) => check === 'cookie')?.what).toContain('HttpOnly yes')
    const { code, out } = await terminal.run('logout', server)
    expect(out).toMatch(/as two looks prove/)
    expect(code).toBe(0)
  })

  test.each([[], ['--service', 'http://localhost/app']])(
    'that is not told: says so, and leaves no session behind %#',
    async (...options) => {
      const terminal = renamed()
      const { code, err } = await terminal.run('login', server, ...options)
      expect(err).toMatch(/set no cookie called TGC: name the one it sets .* with --cookie-name/)
      expect(code).toBe(1)
      expect(terminal.cas.sessions()).toEqual([])
    },
  )

  test('is no name: refused', async () => {
    const { code, err } = await renamed().run('login', server, '--cookie-name', 'a b')
    expect(err).toMatch(/Give the name of a cookie, such as TGC/)
    expect(code).toBe(2)
  })
})

test.each<[string, string, object, number, RegExp, number]>([
  ['a wrong password', 'wrong-password', {}, 401, /the user name or the password is wrong/, 1],
  [
    'a locked account',
    'account-blocked',
    { body: page('Login', 'This account has been locked.') },
    200,
    /locked or disabled: ask its administrator/,
    1,
  ],
  [
    'a second factor',
    'more-than-password',
    { body: page('Token', '<input name="token">') },
    200,
    /asks for more than a password, on a page called "CAS - Token"/,
    1,
  ],
  [
    'an expired password',
    'more-than-password',
    { body: page('Login', 'Your password has expired.') },
    200,
    /a new one/,
    1,
  ],
  [
    'another sign-in',
    'more-than-password',
    { headers: { location: 'https://idp.example.org/x?secret=1' } },
    302,
    /at https:\/\/idp\.example\.org: /,
    1,
  ],
  ['a fault', 'trouble', {}, 500, /answered its login form with 500/, 3],
  ['no CAS', 'not-cas', { body: '<p>Thanks!' }, 200, /is no CAS server/, 3],
])('%s: says so, and stores nothing', async (_, kind, answer, status, expected, exit) => {
  const wrong = kind === 'wrong-password'
  const terminal = openTerminal({ env: { ...env, ...(wrong && { SSO_PULSE_PASSWORD: 'x' }) } })
  if (!wrong) terminal.cas.fail({ method: 'POST', status, ...answer })
  const { code, err, json } = await terminal.run('login', server, '--json')
  expect(json()).toMatchObject({ error: { kind } })
  expect(err).toMatch(expected)
  expect(err).not.toContain('secret')
  expect(code).toBe(exit)
  expect(readdirSync(terminal.folder)).toEqual([])
})

test('an application that is not registered: says so', async () => {
  const terminal = openTerminal({ env })
  const { code, err } = await terminal.run(
    'login',
    server,
    '--service',
    'https://elsewhere.example',
  )
  expect(err).toMatch(/lets nobody in for this service/)
  expect(code).toBe(1)
})

test('a form that would send the password elsewhere is not filled in', async () => {
  const terminal = openTerminal({ env })
  const fields = '<input name="username"><input name="password" type="password">'
  const body = page('Login', fields).replace('<form', '<form action="https://evil.example/"')
  terminal.cas.fail({ method: 'GET', body })
  const { code } = await terminal.run('login', server)
  expect(code).toBe(3)
  expect(terminal.cas.requests.map(({ method }) => method)).not.toContain('POST')
})

test('Ctrl-C while CAS signs in: the new session is ended, and nothing stored', async () => {
  const terminal = openTerminal({ env })
  const { respond } = terminal.cas
  terminal.cas.respond = async (request, signal) => {
    const outcome = await respond(request, signal)
    if (request.method === 'POST') terminal.interrupt()
    return outcome
  }
  const { code, err } = await terminal.run('login', server)
  expect(err).toBe('sso-pulse: the new session was ended again.\nsso-pulse: Interrupted.\n')
  expect(code).toBe(130)
  expect(terminal.cas.sessions()).toEqual([])
  expect(readdirSync(terminal.folder)).toEqual([])
})

test('a jar that can not be written: the new session is ended again', async () => {
  const full = new Problem('file', 'The disk is full: make room.')
  const terminal = openTerminal({ env, files: { ...files, write: () => Promise.reject(full) } })
  const { code, err } = await terminal.run('login', server)
  expect(err).toBe(`sso-pulse: the new session was ended again.\nsso-pulse: ${full.message}\n`)
  expect(code).toBe(2)
  expect(terminal.cas.sessions()).toEqual([])
})

test('a jar in no folder is found out before anybody signs in', async () => {
  const terminal = openTerminal({ env })
  writeFileSync(join(terminal.folder, 'file'), '')
  const path = join(terminal.folder, 'file/jar')
  const { code, err } = await terminal.run('login', server, '--jar', path)
  expect(err).toMatch(/can't be read \(ENOTDIR\): check the path and its permissions\.\n$/)
  expect(code).toBe(2)
  expect(terminal.cas.requests).toEqual([])
})

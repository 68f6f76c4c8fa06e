// What a sign-out ended and what not, told by an application of our own in the session.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CasOptions, createCas, type RegisteredService } from 'sso-pulse/testing'
import { readTimeline } from 'sso-pulse/timeline'
import { expect, test, vi } from 'vitest'
import { openTerminal, type Terminal, type TerminalOptions } from '../terminal.js'

const server = 'https://sso.example.org/cas'
const service = 'http://127.0.0.1:8123/app'
const env = { SSO_PULSE_USER: 'casuser', SSO_PULSE_PASSWORD: 'Mellon' }

async function signedIn(
  cas: CasOptions = {},
  more: Partial<TerminalOptions> = {},
): Promise<Terminal & { readonly jar: string }> {
  const clock = { fixedAt: '2026-11-21T08:00:00Z' }
  const terminal = openTerminal({ env, cas: createCas({ url: server, clock, ...cas }), ...more })
  const { jar } = (await terminal.run('login', server, '--json')).json()
  return { ...terminal, jar: `${jar}` }
}

function services(logout: RegisteredService['logout']): readonly RegisteredService[] {
  return [{ name: 'ours', pattern: 'http://127.0.0.1:8123/app.*', logout }]
}

/** The findings, by their names. */
function found(json: Record<string, unknown>): Record<string, unknown> {
  const { findings } = json.report as { findings: { check: string; verdict: string }[] }
  return Object.fromEntries(findings.map(({ check, verdict }) => [check, verdict]))
}

/** Lets the wait for a message pass. */
async function waited(terminal: Terminal): Promise<void> {
  await vi.waitFor(() => {
    const paths = terminal.cas.requests.map(({ path }) => path)
    expect(paths.lastIndexOf('/cas/isloggedin')).toBeGreaterThan(paths.indexOf('/cas/logout'))
    expect(paths).toContain('/cas/logout')
  })
  // The wait begins when that look has been read.
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate)
  terminal.cas.clock.advance({ seconds: 5 })
}

test.each(['7.2', '6.6'] as const)('CAS %s, all ends: a line a finding, and 0', async (line) => {
  const terminal = await signedIn({ line })
  const { code, out, err } = await terminal.run('logout', server, '--report')
  expect(out.split('\n')).toEqual([
    '+ ok       sso-session     that of casuser has ended, as two looks prove',
    expect.stringMatching(
      /^\+ ok {7}back-channel {4}a valid message for ST-2-…mory came after 0 ms$/,
    ),
    "+ ok       front-channel   CAS's logout page asks the browser to load nothing",
    `+ ok       application     the session that ${service} kept has ended`,
    '+ ok       service-ticket  one from before no longer lets anybody in',
    `${server}: the session of casuser has ended, as two looks prove; its jar is deleted`,
    '',
  ])
  expect([code, err]).toEqual([0, ''])
  expect(existsSync(terminal.jar)).toBe(false)
})

test('--json: what was seen, without a whole ticket', async () => {
  const terminal = await signedIn()
  const { code, out, json } = await terminal.run('logout', server, '--report', '--json')
  expect(json()).toMatchObject({
    ...{ proved: true, user: 'casuser' },
    report: {
      ...{ service, user: 'casuser', ticket: 'ST-2-…mory', session: 'ended' },
      messages: [
        { channel: 'back-channel', afterMs: 0, valid: true, ticket: 'ST-2-…mory', ours: true },
      ],
      ...{ frontChannel: [], serviceTicket: 'ended', others: [] },
    },
  })
  expect(out).not.toMatch(/(ST|TGT)-\d+-\w{5}/)
  expect(code).toBe(0)
})

test('a service that is never told: its session goes on, and 1', async () => {
  const terminal = await signedIn({ services: services('none') })
  const running = terminal.run('logout', server, '--report', '--json')
  await waited(terminal)
  const { code, json } = await running
  expect(found(json())).toMatchObject({
    ...{ 'sso-session': 'ok', 'back-channel': 'bad', application: 'bad' },
  })
  expect(json().report).toMatchObject({ session: 'stays', messages: [] })
  expect(code).toBe(1)
})

test('none came: says what to register, and that another machine needs another address', async () => {
  const terminal = await signedIn({ services: services('none') })
  const running = terminal.run('logout', server, '--report')
  await waited(terminal)
  const { out } = await running
  expect(out).toContain(
    `no message came to ${service} within 5 s: register it with logoutType BACK_CHANNEL, leave cas.slo.disabled off, and a CAS on another machine or in a container can't reach 127.0.0.1: give --service-url`,
  )
})

test('a service that the browser tells: the message in the logout page ends its session', async () => {
  const terminal = await signedIn({ services: services('front-channel') })
  const { code, json } = await terminal.run('logout', server, '--report', '--json')
  expect(json().report).toMatchObject({
    session: 'ended',
    messages: [{ channel: 'front-channel', valid: true, ours: true }],
    frontChannel: [service],
  })
  expect(code).toBe(0)
})

test('another application that only a browser can tell is named, without its query', async () => {
  const terminal = openTerminal({
    env,
    cas: createCas({ url: server, setup: { released: { services: true } } }),
  })
  await terminal.run('login', server, '--service', 'http://localhost:9000/front?secret=1')
  const { code, out } = await terminal.run('logout', server, '--report')
  expect(out).toContain(
    "! warn     front-channel   CAS's logout page asks the browser to load http://localhost:9000/front, and no browser was here",
  )
  expect(out).toContain('the session was used for http://localhost:9000/front, too')
  expect(code).toBe(0)
})

test('an unregistered service: says what to register, and nothing is ended', async () => {
  const terminal = await signedIn({ services: [] })
  const { code, err } = await terminal.run('logout', server, '--report')
  expect(err).toContain(
    `register the serviceId ^http://127\\.0\\.0\\.1:8123/app([/?#].*)?$ with logoutType BACK_CHANNEL; nothing was ended`,
  )
  expect(code).toBe(1)
  expect(terminal.cas.sessions()).toHaveLength(1)
  expect(existsSync(terminal.jar)).toBe(true)
})

test('a session that has ended already is told, and no service is signed in to', async () => {
  const terminal = await signedIn()
  terminal.cas.endSession()
  const { code, err } = await terminal.run('logout', server, '--report')
  expect(err).toContain('has ended: sign in with sso-pulse login')
  expect(code).toBe(1)
})

test('a logout that only clears the cookie: the session is alive, and so is all of it', async () => {
  const terminal = await signedIn()
  const cleared = { 'set-cookie': 'TGC=; Max-Age=0; Path=/cas' }
  terminal.cas.fail({ path: 'logout', status: 200, headers: cleared })
  const { code, json } = await terminal.run('logout', server, '--report', '--json')
  expect(found(json())).toMatchObject({ 'sso-session': 'bad', application: 'unknown' })
  expect(json().report).toMatchObject({ session: 'stays', serviceTicket: 'works' })
  expect(code).toBe(1)
})

test('a ticket that outlives the session is a warning', async () => {
  const terminal = await signedIn()
  const { respond } = terminal.cas
  const success =
    '<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess><cas:user>casuser</cas:user></cas:authenticationSuccess></cas:serviceResponse>'
  terminal.cas.respond = async (request, signal) => {
    const outcome = await respond(request, signal)
    if (request.target.includes('logout')) {
      terminal.cas.fail({ path: 'p3/serviceValidate', status: 200, body: success })
    }
    return outcome
  }
  const { json } = await terminal.run('logout', server, '--report', '--json')
  expect(found(json())).toMatchObject({ 'service-ticket': 'warn' })
})

test('no validation for applications: nothing is ended, and 3', async () => {
  const terminal = await signedIn()
  terminal.cas.fail({ path: 'p3/serviceValidate', status: 200, body: '<html>' })
  const { code, err } = await terminal.run('logout', server, '--report')
  expect(err).toContain('gave no answer of the CAS protocol')
  expect(code).toBe(3)
  expect(terminal.cas.sessions()).toHaveLength(1)
})

test.each([
  [['--service-port', '70000'], /Give a port/],
  [['--service-url', 'qa.example.org'], /Give an http\(s\) address/],
  [['--service-url', 'https://qa.example.org/app'], /give --service-port/],
])('%j: 2, and nothing is ended', async (args, sentence) => {
  const terminal = await signedIn()
  const { code, err } = await terminal.run('logout', server, ...args)
  expect(err).toMatch(sentence)
  expect(code).toBe(2)
  expect(terminal.cas.sessions()).toHaveLength(1)
})

test('--record: the sign-out as rows, and a mark a finding; replayed it was done here', async () => {
  const terminal = await signedIn({ setup: { released: { services: true } } })
  const file = join(terminal.folder, 'timeline.json')
  await terminal.run('logout', server, '--report', '--record', file)
  const text = readFileSync(file, 'utf8')
  const { rows } = readTimeline(text)
  expect(rows.map((row) => ('step' in row ? row.step : row.kind))).toEqual([
    ...['look', 'asked', 'sent', 'look', 'proved'],
    ...['mark', 'mark', 'mark', 'mark', 'mark'],
  ])
  expect(rows[1]).toMatchObject({ services: [service] })
  expect(text).not.toMatch(/(ST|TGT)-\d+-\w{5}|TGC/)
  const { code, out } = await terminal.run('replay', file)
  expect(out).toContain(`${server}: signed out: signed-out-here\n`)
  expect(code).toBe(0)
})

test('--record goes without a report, too', async () => {
  const terminal = await signedIn()
  const file = join(terminal.folder, 'timeline.json')
  const { out } = await terminal.run('logout', server, '--record', file)
  expect(out).toBe(
    `${server}: the session of casuser has ended, as two looks prove; its jar is deleted\n`,
  )
  expect(readTimeline(readFileSync(file, 'utf8')).rows).toHaveLength(5)
})

import { existsSync } from 'node:fs'
import { type CasOptions, createCas } from 'sso-pulse/testing'
import { expect, test } from 'vitest'
import { openTerminal, type Terminal } from './terminal.js'

const server = 'https://sso.example.org/cas'
const env = { SSO_PULSE_USER: 'casuser', SSO_PULSE_PASSWORD: 'Mellon' }

async function signedIn(options: CasOptions = {}): Promise<Terminal & { readonly jar: string }> {
  const terminal = openTerminal({ env, cas: createCas({ url: server, ...options }) })
  const { jar } = (await terminal.run('login', server, '--json')).json()
  return { ...terminal, jar: `${jar}` }
}

test.each<[string, CasOptions, string]>([
  ['7.2', {}, 'isloggedin'],
  ['6.6', { line: '6.6' }, 'isloggedin'],
  ['7.2 that asks again', { setup: { confirmLogout: true } }, 'isloggedin'],
  ['7.2 without the module', { setup: { isLoggedIn: 'absent' } }, 'actuator'],
])('CAS %s: ends the session, proves it and deletes the jar', async (_, options, route) => {
  const terminal = await signedIn(options)
  const { code, json } = await terminal.run('logout', server, '--json')
  expect(json()).toEqual({
    server,
    before: 'alive',
    after: 'ended',
    answer: 'signed-out',
    proved: true,
    route,
    user: 'casuser',
  })
  expect(code).toBe(0)
  expect(terminal.cas.sessions()).toEqual([])
  expect(existsSync(terminal.jar)).toBe(false)
})

test("where nothing tells the status, CAS's own login page proves it", async () => {
  const terminal = await signedIn({ setup: { isLoggedIn: 'absent' } })
  terminal.cas.fail({ path: 'actuator/sso', status: 403 })
  const { code, json } = await terminal.run('logout', server, '--json')
  expect(json()).toMatchObject({ proved: true, route: 'login' })
  expect(code).toBe(0)
})

test('a logout that only clears the cookie proves nothing: the jar is kept, and the page to open is named', async () => {
  const terminal = await signedIn()
  const cleared = { 'set-cookie': 'TGC=; Max-Age=0; Path=/cas' }
  terminal.cas.fail({ path: 'logout', status: 200, headers: cleared })
  const { code, out } = await terminal.run('logout', server)
  expect(out).toBe(
    `${server}: the session of casuser is still alive: open ${server}/logout in a browser; ${terminal.jar} is kept\n`,
  )
  expect(code).toBe(1)
  expect((await terminal.run('status', server)).code).toBe(0)
})

test('CAS fails after the sign-out: it can not be told, the jar is kept', async () => {
  const terminal = await signedIn()
  terminal.cas.fail({ path: 'logout', status: 500 })
  const { respond } = terminal.cas
  terminal.cas.respond = async (request, signal) => {
    const outcome = await respond(request, signal)
    if (request.target.includes('logout')) terminal.cas.fail({ path: 'isloggedin', status: 503 })
    return outcome
  }
  const { code, json } = await terminal.run('logout', server, '--json')
  expect(json()).toMatchObject({ after: 'unknown', answer: 'refused', page: `${server}/logout` })
  expect(code).toBe(3)
  expect(existsSync(terminal.jar)).toBe(true)
})

test('a session that had ended already: its jar is deleted, and nothing is asked to end', async () => {
  const terminal = await signedIn()
  terminal.cas.endSession()
  const { code, out } = await terminal.run('logout', server)
  expect(out).toBe(`${server}: the stored session had ended already; its jar is deleted\n`)
  expect(code).toBe(0)
  expect(terminal.cas.requests.some(({ path }) => path.endsWith('logout'))).toBe(false)
})

test("no stored session: says which page ends a browser's", async () => {
  const { code, err } = await openTerminal().run('logout', server)
  expect(err).toBe(
    `sso-pulse: No session of ${server} is stored: a browser's is ended at ${server}/logout.\n`,
  )
  expect(code).toBe(1)
})

import { createCas, type InMemoryCas } from 'sso-pulse/testing'
import { expect, test, vi } from 'vitest'
import { openTerminal, type Terminal } from './terminal.js'

const server = 'https://sso.example.org/cas'
const env = { SSO_PULSE_USER: 'casuser', SSO_PULSE_PASSWORD: 'Mellon' }

async function signedIn(): Promise<Terminal> {
  const cas = createCas({ url: server, clock: { fixedAt: '2026-11-21T08:00:00Z' } })
  const terminal = openTerminal({ env, cas })
  await terminal.run('login', server)
  return terminal
}

/** Waits for a look of the watcher's own to have been answered. */
async function looked(cas: InMemoryCas, act: () => void): Promise<void> {
  const before = cas.requests.length
  act()
  await vi.waitFor(() => expect(cas.requests.length).toBeGreaterThan(before))
}

async function begun({ cas }: Terminal): Promise<void> {
  const before = cas.requests.length
  await vi.waitFor(() => expect(cas.requests.length).toBe(before + 2))
  await new Promise(setImmediate)
}

test('--until ended: a line a change, a warning before, the reason at last, and 0', async () => {
  const terminal = await signedIn()
  const { cas } = terminal
  const watching = terminal.run('watch', server, '--until', 'ended')
  await begun(terminal)
  await looked(cas, () => cas.clock.advance({ hours: 1, minutes: 51 }))
  await looked(cas, () => cas.clock.advance({ minutes: 9, seconds: 2 }))
  const { code, out } = await watching
  expect(out.split('\n')).toEqual([
    '2026-11-21T08:00:00Z  signed in as casuser, 2 h left (idle limit)',
    '2026-11-21T09:51:00Z  expiring: idle limit in 9 min',
    '2026-11-21T10:00:02Z  signed out: expired-idle',
    '',
  ])
  expect(code).toBe(0)
})

test('--json: one document a line; trouble is told beside what is known', async () => {
  const terminal = await signedIn()
  const { cas } = terminal
  const watching = terminal.run('watch', server, '--until', 'ended', '--json')
  await begun(terminal)
  const heal = cas.fail({ status: 503 })
  await looked(cas, () => cas.clock.advance({ minutes: 1 }))
  await new Promise(setImmediate)
  heal()
  cas.endSession()
  await looked(cas, () => cas.clock.advance({ minutes: 2 }))
  const lines = (await watching).out.trim().split('\n')
  const told = lines.map((line) => JSON.parse(line))
  expect(told).toMatchObject([
    { at: '2026-11-21T08:00:00.000Z', event: 'state', status: 'signed-in', remainingMs: 7_200_000 },
    { status: 'signed-in', user: 'casuser', trouble: 'server-error' },
    { status: 'signed-out', reason: 'ended-elsewhere', user: 'casuser' },
  ])
})

test('nobody is signed in: 1, at once', async () => {
  const terminal = openTerminal()
  const { code, out } = await terminal.run('watch', server, '--until', 'ended')
  expect(out).toMatch(/not signed in \(no-cookie\)\n$/)
  expect(code).toBe(1)
})

test('Ctrl-C ends it with 130', async () => {
  const terminal = await signedIn()
  const watching = terminal.run('watch', server)
  await begun(terminal)
  terminal.interrupt()
  expect(await watching).toMatchObject({ code: 130, err: 'sso-pulse: Interrupted.\n' })
})

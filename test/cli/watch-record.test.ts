import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCas } from 'sso-pulse/testing'
import { readTimeline, redact, writeTimeline } from 'sso-pulse/timeline'
import { expect, test, vi } from 'vitest'
import { story, timelineOf } from '../sdk/timelines.js'
import { openTerminal, type Terminal } from './terminal.js'

const server = 'https://sso.example.org/cas'
const env = { SSO_PULSE_USER: 'casuser', SSO_PULSE_PASSWORD: 'Mellon' }

async function signedIn(): Promise<Terminal & { readonly file: string }> {
  const cas = createCas({ url: server, clock: { fixedAt: '2026-11-21T08:00:00Z' } })
  const terminal = openTerminal({ env, cas })
  await terminal.run('login', server)
  return { ...terminal, file: join(terminal.folder, 'timeline.json') }
}

function watch(terminal: Terminal & { readonly file: string }, ...more: readonly string[]) {
  return terminal.run('watch', server, '--record', terminal.file, ...more)
}

const rowsIn = (file: string) =>
  existsSync(file) ? readTimeline(readFileSync(file, 'utf8')).rows : []
const written = (file: string, rows: number) =>
  vi.waitFor(() => expect(rowsIn(file).length).toBeGreaterThanOrEqual(rows))

test('each look and warning is a row; what is replayed ends as it did', async () => {
  const terminal = await signedIn()
  const watching = watch(terminal, '--until', 'ended')
  await written(terminal.file, 1)
  terminal.cas.clock.advance({ hours: 1, minutes: 51 })
  await written(terminal.file, 3)
  terminal.cas.clock.advance({ minutes: 9, seconds: 2 })
  await watching
  expect(rowsIn(terminal.file)).toMatchObject([
    {
      kind: 'look',
      source: 'isloggedin (details)',
      after: { status: 'signed-in', user: 'casuser' },
    },
    { kind: 'look' },
    { kind: 'notification', limit: 'idle', remainingMs: 540_000, told: 'shown' },
    { kind: 'look', after: { status: 'signed-out', reason: 'expired-idle' } },
  ])
  const { code, out } = await terminal.run('replay', terminal.file)
  expect(out).toContain(`${server}: signed out: expired-idle\n`)
  expect(code).toBe(0)
})

test('Ctrl-C leaves the whole file, and nothing beside it; the next run continues it', async () => {
  const terminal = await signedIn()
  const first = watch(terminal)
  await written(terminal.file, 1)
  terminal.interrupt()
  expect((await first).code).toBe(130)
  const before = rowsIn(terminal.file)
  expect(readdirSync(terminal.folder).filter((name) => name.endsWith('.part'))).toEqual([])

  const again = openTerminal({ env, cas: terminal.cas })
  await again.run('login', server)
  terminal.cas.endSession()
  await again.run('watch', server, '--record', terminal.file, '--until', 'ended')
  expect(rowsIn(terminal.file)).toEqual([...before, expect.objectContaining({ kind: 'look' })])
})

test('no cookie and no ticket is in it', async () => {
  const terminal = await signedIn()
  terminal.cas.endSession()
  await watch(terminal, '--until', 'ended')
  expect(readFileSync(terminal.file, 'utf8')).not.toMatch(/TGC|TGT-|ST-/)
})

test.each([
  ['that is no timeline', 'shopping list', 'the file is not JSON'],
  [
    'whose names were replaced',
    writeTimeline(redact(timelineOf(story), 'pseudonyms')),
    'were replaced, and new rows would bring them back: name another file',
  ],
])('a file %s is left as it is: 2, and nothing is asked', async (_, text, sentence) => {
  const terminal = await signedIn()
  writeFileSync(terminal.file, text)
  const asked = terminal.cas.requests.length
  const { code, err } = await watch(terminal)
  expect(err).toContain(sentence)
  expect(code).toBe(2)
  expect(readFileSync(terminal.file, 'utf8')).toBe(text)
  expect(terminal.cas.requests).toHaveLength(asked)
})

test('a folder that can not be written in ends the watch with 2', async () => {
  const terminal = await signedIn()
  writeFileSync(join(terminal.folder, 'file'), '')
  const file = join(terminal.folder, 'file', 'timeline.json')
  const { code, err } = await watch({ ...terminal, file })
  expect(err).toMatch(/can't be (read|written) \(ENOTDIR\)/)
  expect(code).toBe(2)
})

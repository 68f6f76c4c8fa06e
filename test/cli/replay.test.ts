import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { redact, writeTimeline } from 'sso-pulse/timeline'
import { afterAll, describe, expect, test } from 'vitest'
import { look, signedIn, signedOut } from '../sdk/observations.js'
import { address, minute, rowsOf, story, timelineOf } from '../sdk/timelines.js'
import { noon } from '../sdk/turnable-clock.js'
import { openTerminal } from './terminal.js'

const folder = mkdtempSync(join(tmpdir(), 'sso-pulse-replay-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = join(folder, 'story.json')
writeFileSync(at, writeTimeline(timelineOf(story)))
const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z')

test('a line a row, and what is concluded', async () => {
  const { code, out } = await openTerminal().run('replay', at)
  expect(out.split('\n')).toEqual([
    `${iso(noon - minute)}  mark: step 1: jdoe signs in at sso.example.org`,
    `${iso(noon)}  signed in as jdoe, 2 h left (idle limit) [cookie, 0 ms]`,
    `${iso(noon + 5 * minute)}  signed in as jdoe, 1 h 55 min left (idle limit) (no answer: server-error) [alarm, 0 ms]`,
    `${iso(noon + 6 * minute)}  signed in as jdoe, 1 h 54 min left (idle limit) [retry, 0 ms]`,
    `${iso(noon + 11 * minute)}  signed out: ended-elsewhere [alarm, 0 ms]`,
    `${address}: signed out: ended-elsewhere`,
    '  looks 4, changes 4, without an answer 1',
    '',
  ])
  expect(code).toBe(0)
})

test('--changes leaves out what changed nothing', async () => {
  const quiet = rowsOf([look(signedIn()), look(signedIn(), noon + minute)])
  const file = writeTimeline(timelineOf(quiet))
  const { out } = await openTerminal({ input: file }).run('replay', '-', '--changes')
  expect(out.split('\n')).toHaveLength(1 + 2 + 1)
})

test('--json: the rows, and a session each server', async () => {
  const { code, json } = await openTerminal().run('replay', at, '--json')
  expect(json()).toMatchObject({
    file: at,
    writtenBy: 'sso-pulse 0.1.0',
    redaction: 'nothing',
    rows: { length: 5 },
    sessions: [
      {
        ...{ server: address, looks: 4, changes: 4, failures: 1, differences: [] },
        known: { status: 'signed-out', reason: 'ended-elsewhere', user: 'jdoe' },
      },
    ],
  })
  expect(code).toBe(0)
})

test('a file without names concludes the same', async () => {
  const input = writeTimeline(redact(timelineOf(story), 'removed'))
  const { code, out } = await openTerminal({ input }).run('replay', '-')
  expect(out).toContain('server 1: signed out: ended-elsewhere')
  expect(code).toBe(0)
})

test('what is concluded otherwise today is told, and ends with 1', async () => {
  const rows = story.map((row) =>
    row.kind === 'look' && row.after.status === 'signed-out'
      ? { ...row, after: { ...row.after, reason: 'unknown' as const } }
      : row,
  )
  const input = writeTimeline(timelineOf(rows))
  const { code, out } = await openTerminal({ input }).run('replay', '-')
  expect(out).toContain(
    `x ${iso(noon + 11 * minute)}  recorded was "signed out: unknown", concluded is "signed out: ended-elsewhere"\n`,
  )
  expect(code).toBe(1)
})

test('a watcher that was started anew had forgotten what was known: no difference', async () => {
  const end = rowsOf([look(signedIn()), look(signedOut('ended'), noon + minute)])
  const again = rowsOf([look(signedOut('no-cookie'), noon + 2 * minute)])
  const input = writeTimeline(timelineOf([...end, ...again]))
  expect((await openTerminal({ input }).run('replay', '-')).code).toBe(0)
})

test('servers are named where there are several', async () => {
  const other = rowsOf([look(signedIn())], 'https://other.example.org/cas')
  const input = writeTimeline(timelineOf([...story, ...other]))
  const { out } = await openTerminal({ input }).run('replay', '-')
  expect(out).toContain(`${iso(noon)}  https://other.example.org/cas  signed in as `)
  expect(out).toContain('https://other.example.org/cas: signed in as ')
})

test('a mark can not write on the terminal', async () => {
  const mark = { kind: 'mark', at: noon, text: 'step\u001b[2J\n2' } as const
  const input = writeTimeline(timelineOf([mark]))
  const { out } = await openTerminal({ input }).run('replay', '-')
  expect(out).toBe(`${iso(noon)}  mark: step [2J 2\nstandard input: no look is in it\n`)
})

describe('what is no timeline: one sentence, and 2', () => {
  const text = readFileSync(at, 'utf8')
  test.each([
    ['nothing', '', 'the file is empty: export it again'],
    ['half of it', text.slice(0, 300), 'the file is not JSON: it was cut off, or is no timeline'],
    [
      'a wrong field',
      text.replace('"cookie"', '"biscuit"'),
      'rows[1].cause is not as timeline.schema.json has it',
    ],
    [
      'a later version',
      text.replace('"version": 1', '"version": 2'),
      'the file was made by a newer sso-pulse: update this one',
    ],
    ['another file', '{"format":"har"}', 'format is not as timeline.schema.json has it'],
  ])('%s', async (_, input, sentence) => {
    const { code, out, err } = await openTerminal({ input }).run('replay', '-')
    expect(err).toBe(`sso-pulse: standard input: timeline: ${sentence}.\n`)
    expect([code, out]).toEqual([2, ''])
  })

  test('a file that is not there, and a folder', async () => {
    const missing = await openTerminal().run('replay', join(folder, 'none.json'))
    expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('is not there') })
    const { code, err } = await openTerminal().run('replay', folder)
    expect(err).toContain(`${folder} can't be read (EISDIR)`)
    expect(code).toBe(2)
  })

  test('a gigabyte is refused before it is read', async () => {
    const large = join(folder, 'large.json')
    writeFileSync(large, '')
    // Sparse: nothing of it lies on the disk.
    truncateSync(large, 1_000_000_000)
    expect(statSync(large).size).toBe(1_000_000_000)
    const { code, err } = await openTerminal().run('replay', large, '--json')
    expect(err).toBe(
      `sso-pulse: ${large} is longer than 32 MB, as no such file is: name another.\n`,
    )
    expect(code).toBe(2)
  })

  test.skipIf(process.platform === 'win32')('a device without an end, too', async () => {
    const { code, err } = await openTerminal().run('replay', '/dev/zero')
    expect(err).toContain('is longer than 32 MB')
    expect(code).toBe(2)
  })
})

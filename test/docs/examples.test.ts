// The examples of the pages run as they stand; those that need a document or a browser run in examples.test.tsx and test/e2e/docs.test.ts.
import { readdirSync, readFileSync } from 'node:fs'
import { createCas, type InMemoryCas, replay, scriptSession } from 'sso-pulse/testing'
import type { TimelineRow } from 'sso-pulse/timeline'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { timelineOf } from '../sdk/timelines.js'
import { examplesIn, nameOf } from './markdown-examples.js'

const printed: unknown[] = []
let cas: InMemoryCas

beforeEach(() => {
  printed.length = 0
  vi.spyOn(console, 'log').mockImplementation((line) => void printed.push(line))
  cas = createCas({ url: 'https://sso.example.org/cas' })
  cas.signIn('casuser')
  vi.stubGlobal('fetch', cas.fetch)
  vi.resetModules()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const text = (pattern: RegExp) => expect.stringMatching(pattern)

describe('the lines that a page begins with print what it says', () => {
  test.each<[page: string, load: () => Promise<unknown>, prints: readonly unknown[]]>([
    [
      'README.md',
      () => import('example:README.md/0'),
      ['signed in as casuser', 'ended: signed-out-here'],
    ],
    [
      'docs/start.md',
      () => import('example:docs/start.md/0'),
      ['unknown  ', text(/^signed-in casuser until \d{4}-.*Z$/)],
    ],
    [
      'docs/states.md',
      () => import('example:docs/states.md/0'),
      [
        'not known yet',
        'casuser, idle limit',
        'idle limit in 10 min',
        'idle limit in 2 min',
        'nobody: expired-idle',
      ],
    ],
    [
      'docs/faults.md',
      () => import('example:docs/faults.md/0'),
      ['signed-in, but server-error', 'signed-in again'],
    ],
    [
      'docs/sign-out.md',
      () => import('example:docs/sign-out.md/0'),
      ['signed-out-here', 'the SSO session has ended'],
    ],
    [
      'docs/testing.md',
      () => import('example:docs/testing.md/0'),
      ['signed-in, but server-error', 'ended: ended-elsewhere'],
    ],
    [
      'docs/timeline.md',
      () => import('example:docs/timeline.md/0'),
      ['trouble: server-error', 'user 1 ended: ended-elsewhere', 'as it was concluded then'],
    ],
    [
      'docs/qa.md: from a file to a failing test',
      () => import('example:docs/qa.md/0'),
      ['expected expired-idle, it was signed-out: ended-elsewhere'],
    ],
    [
      'docs/testing.md: a report from the field',
      () => import('example:docs/testing.md/5'),
      ['ended-elsewhere'],
    ],
    [
      'docs/many-tabs.md',
      () => import('example:docs/many-tabs.md/0'),
      ['unknown', 'signed-in', '1 request'],
    ],
    [
      'docs/architecture.md',
      () => import('example:docs/architecture.md/0'),
      ['unknown', 'signed-in', 'signed-out', 'expired-idle'],
    ],
    [
      'docs/administration.md',
      () => import('example:docs/administration.md/0'),
      [text(/^casuser: TGT-\d+-…/), '1 ended, 0 left'],
    ],
    [
      'docs/sessions.md',
      () => import('example:docs/sessions.md/0'),
      ['ended: 2 of 2', 'the list shows 0'],
    ],
  ])('%s', async (_, load, prints) => {
    await load()
    expect(printed).toEqual(prints)
  })
})

test('docs/console.md: the clock is turned over HTTP, and the session ends', async () => {
  vi.unstubAllGlobals()
  await import('example:docs/console.md/0')
  const address = String.raw`http://127\.0\.0\.1:\d+`
  expect(printed).toEqual([
    text(new RegExp(`^CAS ${address}/cas, its console ${address}/$`)),
    '0 sessions',
  ])
})

test('docs/start.md: stock CAS, with configured numbers, has a countdown too', async () => {
  await import('example:docs/start.md/1')
  const { watchSession, endOf } = await import('sso-pulse')
  const state = await watchSession(cas.url).check()
  expect(endOf(state)).toMatchObject({ limit: 'idle', origin: 'policy' })
})

test('docs/states.md: the countdown shows each second, and the truth after sleep', async () => {
  const { countdown } = await import('example:docs/states.md/1')
  const { session, advance, sleep } = scriptSession([
    { signedIn: 'casuser', limits: { idle: { minutes: 30 } } },
  ])
  const shown: unknown[] = []
  const stop = countdown(session, (seconds: number | undefined) => shown.push(seconds))
  await advance({ seconds: 2 })
  expect(shown).toEqual([undefined, 1800, 1799, 1798])
  await sleep({ minutes: 20 })
  expect(shown.at(-1)).toBe(598)
  await advance({ minutes: 9, seconds: 58 })
  expect(shown.at(-1)).toBe(0)
  await advance({ seconds: 1 })
  expect(shown.at(-1)).toBeUndefined()
  stop()
  const { length } = shown
  await advance({ minutes: 5 })
  expect(shown).toHaveLength(length)
})

test('docs/timeline.md: what an app records is played again', async () => {
  const { record } = await import('example:docs/timeline.md/1')
  const { session, advance } = scriptSession([
    { signedIn: 'casuser', minutes: 5 },
    { signedIn: false },
  ])
  const rows: TimelineRow[] = []
  const stop = record(session, (row: TimelineRow) => rows.push(row))
  await advance({ minutes: 10 })
  stop()
  const again = replay(timelineOf(rows))
  await again.play()
  expect(again.session.state).toMatchObject({ reason: 'ended-elsewhere', user: 'casuser' })
})

test('docs/faults.md: what is known is shown with its age', async () => {
  const { known } = await import('example:docs/faults.md/1')
  const { session, advance } = scriptSession([
    { signedIn: 'casuser', failure: 'offline', minutes: 1 },
    { minutes: 9 },
    { failure: { status: 503 }, minutes: 10 },
    { signedIn: false },
  ])
  expect(known(session)).toBe('Not known yet')
  session.subscribe(() => {})
  await advance({ seconds: 30 })
  expect(known(session)).toBe('Not known: offline')
  await advance({ minutes: 9 })
  expect(known(session)).toBe('Signed in as casuser')
  await advance({ minutes: 10 })
  expect(known(session)).toMatch(
    /^Signed in as casuser 1\d min ago; no answer since: server-error$/,
  )
  await advance({ minutes: 10 })
  expect(known(session)).toBe('Not signed in')
})

describe('docs/migration.md: for one minute CAS has', () => {
  const minute = 60_000
  const html = { headers: { 'content-type': 'text/html' }, body: '<p>Please sign in' }

  test.each([
    ['a fault', { status: 503 }],
    ['a proxy that shows a page', html],
    ['no connection', { reset: true }],
  ])('%s: the loop before signs the user out, the lines after do not', async (_, failure) => {
    vi.useFakeTimers()
    const { watch } = await import('example:docs/migration.md/1')
    const signedOut = vi.fn()
    await watch(cas.url, () => {}, signedOut)
    await import('example:docs/migration.md/0')
    await vi.advanceTimersByTimeAsync(0)
    expect(printed).toContain('signed-in casuser')

    const heal = cas.fail(failure)
    await vi.advanceTimersByTimeAsync(minute)
    heal()
    await vi.advanceTimersByTimeAsync(2 * minute)
    expect(signedOut).toHaveBeenCalled()
    expect(printed.filter((line) => /signed out/.test(`${line}`))).toEqual([])
    expect(printed.at(-1)).toBe('signed-in casuser')

    cas.endSession()
    await vi.advanceTimersByTimeAsync(minute)
    expect(printed).toContain('signed out: ended-elsewhere')
  })

  test('a right clock, and the machine a fast one: the loop before loses the difference', async () => {
    vi.useFakeTimers()
    const behind = createCas({
      url: 'https://slow.example.org/cas',
      clock: { offset: -10 * minute },
    })
    behind.signIn('casuser')
    vi.stubGlobal('fetch', behind.fetch)
    const { watch } = await import('example:docs/migration.md/1')
    const show = vi.fn()
    await watch(behind.url, show, () => {})
    await vi.advanceTimersByTimeAsync(1000)
    expect(Math.round(show.mock.lastCall?.[0])).toBe(2 * 3600 - 600 - 1)
    const { endOf, watchSession } = await import('sso-pulse')
    const end = endOf(await watchSession(behind.url).check())
    expect(Math.round(((end?.at ?? 0) - Date.now()) / 1000)).toBe(2 * 3600 - 1)
  })
})

describe('every page', () => {
  const pages = ['README.md', ...readdirSync('docs').map((file) => `docs/${file}`)]
    .filter((page) => page.endsWith('.md'))
    .map((page) => [page, readFileSync(page, 'utf8')] as const)
    .filter(([, text]) => /^```(tsx?|vue|html)$/m.test(text))

  test.each(pages)('%s begins with at most ten lines of code', (_, text) => {
    const [, first = ''] = /^```(?:tsx?|vue|html)\n(.*?)^```/ms.exec(text) ?? []
    const lines = first.split('\n').filter((line) => line.trim() && line.trim() !== '})')
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.length).toBeLessThanOrEqual(10)
  })

  const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.test\.tsx?$/.test(file))
    .map((file) => readFileSync(`test/${file}`, 'utf8'))
    .join('\n')

  test.each(pages)('%s: each example is run by a test', (page, text) => {
    for (const [language, ending] of [
      ['ts', ''] as const,
      ['tsx', '.tsx'] as const,
      ['vue', '.vue'] as const,
    ]) {
      const blocks = examplesIn(text, language)
      const idle = blocks.filter((block, index) => {
        const name = nameOf(block)?.replace('.ts', '.js')
        const imported = name !== undefined && blocks.some((other) => other.includes(`'./${name}'`))
        return !imported && !tests.includes(`example:${page}/${index}${ending}'`)
      })
      expect(idle).toEqual([])
    }
  })
})

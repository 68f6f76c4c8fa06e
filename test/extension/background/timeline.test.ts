// What the background writes down: every look, what became of warnings and sign-outs, and the marks of who watches.
import { readTimeline, type TimelineRow, writeTimeline } from 'sso-pulse/timeline'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  chunkRows,
  headKey,
  keyOf,
  mostRows,
  rowsIn,
} from '../../../extension/shared/timeline-records.js'
import { timelineOf } from '../../sdk/timelines.js'
import { bootWorker } from './mortal-worker.js'
import { createStage, minute, type Stage } from './stage.js'

vi.mock('webextension-polyfill', () => ({ default: {} }))

const address = 'http://127.0.0.1:8080/cas'
const ourPage = { id: 'our-extension', url: 'moz-extension://our-extension/timeline.html' }

let stage: Stage
beforeEach(() => {
  stage = createStage()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** What is stored, as an export would write it and a reader read it. */
function rows(): readonly TimelineRow[] {
  const { values } = stage.browser.storage.session
  const { first, next } = (values.get(headKey) ?? { first: 0, next: 0 }) as Record<string, number>
  const found: TimelineRow[] = []
  for (let row = first ?? 0; row < (next ?? 0); row += chunkRows) {
    found.push(...rowsIn(values.get(keyOf(row))))
  }
  expect(found).toHaveLength((next ?? 0) - (first ?? 0))
  return readTimeline(writeTimeline(timelineOf(found))).rows
}

/** One word for each row. */
function wordOf(row: TimelineRow): string {
  switch (row.kind) {
    case 'look':
      return `${row.before.trouble ?? row.before.status} > ${row.after.trouble ?? row.after.status}`
    case 'sign-out':
      return row.step
    case 'notification':
      return row.told
    case 'mark':
      return row.text
  }
}

const told = () => rows().map(wordOf)

async function ask(request: object): Promise<void> {
  await stage.browser.runtime.onMessage.emit(request, ourPage)
  await stage.settle()
}

describe('a look', () => {
  test('is a row with its cause, its answer and what was known before and after', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    const [row] = rows()
    expect(row).toMatchObject({
      kind: 'look',
      server: address,
      source: 'isloggedin',
      cause: 'start',
      askedAt: Date.now(),
      at: Date.now(),
      skewMs: 0,
      outcome: { signedIn: true, principal: 'casuser', now: Date.now() },
      before: { status: 'unknown' },
      after: {
        status: 'signed-in',
        user: 'casuser',
        deadlines: [
          { limit: 'idle', at: Date.now() + 120 * minute, origin: 'server' },
          { limit: 'time', at: Date.now() + 480 * minute, origin: 'server' },
        ],
      },
    })
  })

  test('tells why it was made', async () => {
    await stage.boot()
    await stage.pass(6 * minute)
    stage.cas.signIn('casuser')
    await ask({ type: 'check', server: address })
    expect(rows().map((row) => row.kind === 'look' && row.cause)).toEqual([
      'start',
      'alarm',
      'check',
    ])
    expect(told().at(-1)).toBe('signed-out > signed-in')
  })

  test('tells trouble with what was seen of it, and its end', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    const stop = stage.cas.fail({ path: 'isloggedin', status: 503 })
    await ask({ type: 'check', server: address })
    stop()
    await ask({ type: 'check', server: address })
    expect(told()).toEqual([
      'unknown > signed-in',
      'signed-in > server-error',
      'server-error > signed-in',
    ])
    expect(rows()[1]).toMatchObject({ outcome: { kind: 'server-error', httpStatus: 503 } })
  })

  test('tells the reason of an end', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    await stage.pass(121 * minute)
    const end = rows().find((row) => row.kind === 'look' && row.after.status === 'signed-out')
    expect(end).toMatchObject({ after: { reason: 'expired-idle', user: 'casuser' } })
  })

  test('keeps nothing secret, no attributes and no services', async () => {
    stage.cas.configure({ released: { attributes: ['email'], services: true } })
    stage.cas.signIn('casuser')
    await stage.boot()
    await ask({ type: 'sign-out', server: address })
    const kept = JSON.stringify(rows())
    expect(kept).toContain('casuser')
    expect(kept).not.toMatch(/TG[CT]|Mellon|email|services|attributes/)
  })

  test('is small: a day of them is far below what storage.session takes', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    await stage.pass(10 * minute)
    const bytes = JSON.stringify(rows()).length / rows().length
    expect(bytes * mostRows).toBeLessThan(9_000_000)
  })
})

describe('beside looks', () => {
  test('a sign-out is told step by step', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    await ask({ type: 'sign-out', server: address })
    expect(told()).toEqual([
      'unknown > signed-in',
      'asked',
      'signed-in > signed-in',
      'sent',
      'signed-in > signed-out',
      'proved',
    ])
    expect(rows().at(-2)).toMatchObject({ signingOut: true, after: { reason: 'signed-out-here' } })
  })

  test('one that proves nothing tells so, and that CAS’s page was opened', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    stage.cas.fail({ path: 'logout', status: 500 })
    await ask({ type: 'sign-out', server: address })
    expect(told().slice(-3)).toEqual(['signed-in > signed-in', 'not-proved', 'page-opened'])
  })

  test.each([
    ['shown', true],
    ['off', false],
  ])('a warning that was due is told once for each threshold: %s', async (word, notify) => {
    if (notify) stage.browser.allowNotifications('chromium')
    await stage.setUp({ warnings: { notify } })
    stage.cas.signIn('casuser')
    await stage.boot()
    await stage.pass(119 * minute)
    const warnings = rows().filter(({ kind }) => kind === 'notification')
    expect(warnings).toMatchObject([
      { told: word, limit: 'idle', server: address },
      { told: word, limit: 'idle', server: address },
    ])
  })

  test('a warning of what was uncertain is told as that', async () => {
    stage.browser.allowNotifications('chromium')
    await stage.setUp({ warnings: { notify: true } })
    stage.cas.signIn('casuser')
    await stage.boot()
    await stage.pass(100 * minute)
    stage.cas.fail({ path: 'isloggedin', status: 503 })
    await stage.sleep(15 * minute)
    await ask({ type: 'check', server: address })
    await ask({ type: 'check', server: address })
    expect(told().slice(-3)).toEqual([
      'signed-in > server-error',
      'uncertain',
      'server-error > server-error',
    ])
  })

  test('one that somebody put to rest is told as that', async () => {
    stage.browser.allowNotifications('chromium')
    await stage.setUp({ warnings: { notify: true } })
    stage.cas.signIn('casuser')
    await stage.boot()
    await stage.pass(111 * minute)
    await ask({ type: 'snooze', server: address })
    await stage.pass(8 * minute)
    expect(told().filter((word) => /shown|snoozed/.test(word))).toEqual(['shown', 'snoozed'])
  })

  test('a mark is a row of its own', async () => {
    await stage.boot()
    await ask({ type: 'mark', text: 'step 3 started' })
    expect(rows().at(-1)).toEqual({ kind: 'mark', at: Date.now(), text: 'step 3 started' })
  })

  test('an empty mark is none, and a long one is cut', async () => {
    await stage.boot()
    await ask({ type: 'mark', text: '  ' })
    await ask({ type: 'mark', text: 'x'.repeat(1000) })
    expect(told().map((word) => word.length)).toEqual([20, 200])
  })
})

describe('the room for it', () => {
  test('is bounded: of ten thousand rows the oldest give way', async () => {
    const mark: TimelineRow = { kind: 'mark', at: 0, text: 'old' }
    const { session } = stage.browser.storage
    for (let row = 0; row < mostRows; row += chunkRows) {
      session.values.set(keyOf(row), Array(chunkRows).fill(JSON.stringify(mark)).join('\n'))
    }
    session.values.set(headKey, { first: 0, next: mostRows })
    await stage.boot()
    await ask({ type: 'mark', text: 'new' })
    expect(rows()).toHaveLength(mostRows - chunkRows + 2)
    expect(told().at(-1)).toBe('new')
    expect(session.values.has(keyOf(0))).toBe(false)
  })

  test('one more row writes few', async () => {
    await stage.boot()
    for (let mark = 0; mark < 60; mark += 1) await ask({ type: 'mark', text: `${mark}` })
    const set = vi.spyOn(stage.browser.storage.session, 'set')
    await ask({ type: 'mark', text: 'last' })
    const written = JSON.stringify(set.mock.calls[0]?.[0])
    expect(written.match(/mark/g)?.length).toBeLessThanOrEqual(chunkRows)
    expect(rows()).toHaveLength(62)
  })

  test('is cleared when somebody wishes that, and begins anew', async () => {
    await stage.boot()
    await ask({ type: 'clear-timeline' })
    expect(rows()).toEqual([])
    await ask({ type: 'mark', text: 'first' })
    expect(told()).toEqual(['first'])
    expect(stage.state().status).toBe('signed-out')
  })

  /** The browser stores no more than that. */
  function limitTo(bytes: number): void {
    const { session } = stage.browser.storage
    const set = session.set.bind(session)
    session.set = async (entries) => {
      const after = Object.fromEntries([...session.values, ...Object.entries(entries)])
      if (JSON.stringify(after).length > bytes) throw new Error('QUOTA_BYTES quota exceeded')
      return set(entries)
    }
  }

  test('where it is used up the older rows go, and the newest is kept', async () => {
    limitTo(12_000)
    await stage.boot()
    for (let mark = 0; mark < 300; mark += 1) await ask({ type: 'mark', text: `mark ${mark}` })
    expect(told().at(-1)).toBe('mark 299')
    expect(rows().length).toBeGreaterThan(chunkRows)
    expect(rows().length).toBeLessThan(300)
  })

  test('what is known of the session is worth more than the timeline', async () => {
    await stage.boot()
    for (let mark = 0; mark < 100; mark += 1) await ask({ type: 'mark', text: `mark ${mark}` })
    limitTo(JSON.stringify(Object.fromEntries(stage.browser.storage.session.values)).length)
    stage.cas.signIn('casuser')
    await ask({ type: 'check', server: address })
    expect(stage.state()).toMatchObject({ status: 'signed-in', user: 'casuser' })
    expect(told().at(-1)).toBe('signed-out > signed-in')
  })

  test('where nothing can be stored the toolbar shows the truth all the same', async () => {
    limitTo(0)
    stage.cas.signIn('casuser')
    await stage.boot()
    expect(stage.browser.toolbar.title).toContain('Signed in as casuser')
  })
})

describe('killed at any call', { timeout: 60_000 }, () => {
  test('the timeline tells of the end, and stays readable', async () => {
    for (let call = 1; ; call += 1) {
      for (const effect of [false, true]) {
        vi.unstubAllGlobals()
        vi.useRealTimers()
        stage = createStage()
        const { browser, cas } = stage
        cas.signIn('casuser')
        await stage.boot()
        cas.endSession()
        const worker = await bootWorker(browser, cas.fetch, { call, effect })
        void browser.runtime.onMessage.emit({ type: 'check', server: address }, ourPage)
        await stage.settle()
        worker.kill()
        if (call > 80) return
        const next = await bootWorker(browser, cas.fetch)
        void browser.runtime.onMessage.emit({ type: 'check', server: address }, ourPage)
        await stage.settle()
        expect(told(), `call ${call}`).toContain('signed-in > signed-out')
        expect(stage.state().status).toBe('signed-out')
        next.kill()
      }
    }
  })
})

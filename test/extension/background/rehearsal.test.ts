// A rehearsal on the toolbar: it stands there alone and marked, and nothing real is asked less or told otherwise.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { rehearsalLock, rehearsalUrl } from '../../../extension/shared/rehearsal.js'
import { parseSettings } from '../../../extension/shared/settings.js'
import { pictureOfState, signedIn, signedOut } from '../pictures.js'
import { createStage, minute, type Stage } from './stage.js'

// The names below are read before the stage is there.
vi.mock('webextension-polyfill', () => ({ default: {} }))

let stage: Stage
let held: readonly { readonly name: string }[]

beforeEach(() => {
  stage = createStage()
  held = [{ name: rehearsalLock }]
  vi.stubGlobal('navigator', { locks: { query: async () => ({ held }) } })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** As the page that plays it writes it, with this much left of the idle limit. */
async function rehearse(leftMs: number): Promise<void> {
  const state = signedIn({}, { user: 'pretender', checkedAt: Date.now() })
  const deadlines = [{ limit: 'idle', at: Date.now() + leftMs, origin: 'server' }] as const
  const { record } = pictureOfState({ ...state, deadlines })
  const pretended = { ...record, server: rehearsalUrl, rehearsal: true }
  await stage.browser.storage.session.set({ [`watch ${rehearsalUrl}`]: pretended })
  await stage.ask('refresh')
}

describe('while it goes on', () => {
  test('the toolbar shows it alone: marked by its colour and its first word, and it counts down', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    await rehearse(30 * minute + 30_000)
    const { toolbar } = stage.browser
    expect(toolbar.text).toBe('30′')
    expect(toolbar.color).toBe('#6f42c1')
    expect(toolbar.title).toMatch(/^Rehearsal: Signed in as pretender/)
    await stage.pass(minute)
    expect(toolbar.text).toBe('29′')
  })

  test('the real server is asked as often as before, and the pretend one never', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    const before = stage.looks()
    await rehearse(60 * minute)
    const asked = vi.spyOn(globalThis, 'fetch')
    await stage.pass(20 * minute)
    expect(stage.looks() - before).toBeGreaterThanOrEqual(4)
    expect(asked.mock.calls.filter(([url]) => `${url}`.startsWith(rehearsalUrl))).toEqual([])
  })

  test('it is no part of the timeline, nor of what is set up', async () => {
    await stage.boot()
    await rehearse(9 * minute)
    expect(JSON.stringify([...stage.browser.storage.local.values])).not.toContain('rehearsal')
    const { values } = stage.browser.storage.session
    const timeline = [...values].filter(([key]) => key.startsWith('timeline'))
    expect(timeline.length).toBeGreaterThan(0)
    expect(JSON.stringify(timeline)).not.toContain('rehearsal')
  })

  test('a notification says first what it is, and those of real ends come, too', async () => {
    const { appeared } = stage.browser.allowNotifications('chromium')
    await stage.setUp({ warnings: { notify: true } })
    stage.cas.configure({ policy: { kind: 'time', maxTimeToLiveSeconds: 900 } })
    stage.cas.signIn('casuser')
    await stage.boot()
    await rehearse(9 * minute)
    expect(appeared.map(({ title }) => title)).toEqual([
      'Rehearsal: Your sign-in ends in 9 minutes',
    ])
    await stage.pass(6 * minute)
    expect(appeared.map(({ title }) => title)).toContain('Your sign-in ends in 10 minutes')
  })
})

test('it needs no server that is set up, and nobody who is signed in', async () => {
  await stage.browser.storage.local.set({ settings: { version: 2, servers: [] } })
  await stage.boot()
  const { record } = pictureOfState(signedOut('never'))
  const pretended = { ...record, server: rehearsalUrl, rehearsal: true }
  await stage.browser.storage.session.set({ [`watch ${rehearsalUrl}`]: pretended })
  await stage.ask('refresh')
  expect(stage.browser.toolbar.title).toBe('Rehearsal: Not signed in')
  expect(stage.browser.alarm.when).toBeUndefined()
})

test('when it ends the toolbar shows what is real again', async () => {
  stage.cas.signIn('casuser')
  await stage.boot()
  await rehearse(30 * minute)
  await stage.browser.storage.session.remove(`watch ${rehearsalUrl}`)
  await stage.ask('refresh')
  expect(stage.browser.toolbar.title).toMatch(/^Signed in as casuser/)
})

test('a page that went without a word takes its rehearsal with it', async () => {
  stage.cas.signIn('casuser')
  await stage.boot()
  await rehearse(30 * minute)
  held = []
  await stage.ask('opened')
  expect(stage.browser.toolbar.title).toMatch(/^Signed in as casuser/)
})

test('no server that is set up, or in a settings file, has its address', () => {
  const server = { url: rehearsalUrl, name: 'Real?', source: 'isloggedin' }
  expect(parseSettings({ version: 2, servers: [server] }).servers).toEqual([])
})

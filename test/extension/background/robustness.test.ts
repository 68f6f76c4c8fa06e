// What the browser, the clock and the disk can do to the background; it ends in a true state all the same.
import type { SessionState } from 'sso-pulse'
import { createCas, type InMemoryCas } from 'sso-pulse/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FakeBrowser } from '../fake-browser.js'
import { bootWorker, type Death, type Worker } from './mortal-worker.js'
import { stubPlatform } from './platform.js'
import { minute, ourPage, server } from './stage.js'

const day = 24 * 60 * minute

let browser: FakeBrowser
let cas: InMemoryCas
let worker: Worker

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-03-01T08:00:00Z') })
  stubPlatform()
  install()
})
afterEach(() => {
  worker.kill()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** A new browser that knows the server, and nobody is signed in. */
function install(): void {
  browser = new FakeBrowser()
  cas = createCas({ url: server.url })
  const warnings = { notify: false, minutes: [10, 2] }
  browser.storage.local.values.set('settings', { version: 2, servers: [server], warnings })
}

async function boot(death?: Death): Promise<void> {
  worker = await bootWorker(browser, cas.fetch, death)
  await settle()
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0)
}

/** An event: it wakes the background, if that is dead, and reaches it. */
async function wake(event: () => Promise<unknown>): Promise<void> {
  if (worker.dead) worker = await bootWorker(browser, cas.fetch)
  void event()
  await settle()
}

const startUp = () => wake(() => browser.runtime.onStartup.emit())
const ask = (type: string) =>
  wake(() =>
    // An answer that is an error is the popup's to forgive.
    browser.runtime.onMessage.emit({ type, server: server.url }, ourPage).catch(() => {}),
  )

/** Time passes until the browser rings the next alarm; one that is not repeated is gone with that. */
async function nextAlarm(): Promise<void> {
  const { when, periodInMinutes } = browser.alarm
  if (when === undefined) throw new Error('Nothing will ever wake the background again.')
  vi.setSystemTime(Math.max(Date.now(), when))
  if (periodInMinutes) browser.alarm.when = Date.now() + periodInMinutes * minute
  else delete browser.alarm.when
  await wake(() => browser.alarms.onAlarm.emit({ name: 'boundary', scheduledTime: when }))
}

/** Long enough for what is known to grow old. */
async function alarmsFor(ms: number): Promise<void> {
  const end = Date.now() + ms
  while (browser.alarm.when !== undefined && browser.alarm.when <= end) await nextAlarm()
}

interface Stored {
  readonly memory: { readonly state: SessionState }
  readonly signingOut?: unknown
  readonly signOut?: { readonly proved: boolean }
}

function stored(): Stored | undefined {
  return browser.storage.session.values.get(`watch ${server.url}`) as Stored | undefined
}

const state = () => stored()?.memory.state

/** CAS, the record and the toolbar say the same. */
function expectTruth(): void {
  const signedIn = cas.sessions().length > 0
  expect(state()?.status).toBe(signedIn ? 'signed-in' : 'signed-out')
  expect(browser.toolbar.text).toMatch(signedIn ? /\d/ : /^!?$/)
  expect(stored()?.signingOut).toBeUndefined()
  if (stored()?.signOut?.proved) expect(signedIn).toBe(false)
}

/** From the first call on, until the scenario needs no more of them. */
async function dieAtEachCall(
  scenario: (death: Death) => Promise<void>,
  next: () => Promise<void> = nextAlarm,
): Promise<void> {
  let deaths = 0
  for (let call = 1; ; call++) {
    for (const effect of [false, true]) {
      install()
      await scenario({ call, effect })
      if (!worker.dead) return expect(deaths).toBeGreaterThan(5)
      deaths += 1
      await next()
      await vi.advanceTimersByTimeAsync(15_000)
      expectTruth()
      worker.kill()
    }
  }
}

// Each of them boots a background a hundred times.
describe('killed at any call, the browser’s next alarm brings the truth', {
  timeout: 60_000,
}, () => {
  test('in the first look of all, or the next event where it died before it set one', () =>
    dieAtEachCall(
      async (death) => {
        cas.signIn('casuser')
        await boot(death)
      },
      () => (browser.alarm.when === undefined ? startUp() : nextAlarm()),
    ))

  test('in the look of an alarm that finds an end', () =>
    dieAtEachCall(async (death) => {
      cas.signIn('casuser')
      await boot()
      // The badge changes from two hours to one.
      await nextAlarm()
      cas.endSession()
      worker.arm(death)
      await nextAlarm()
    }))

  test('in a sign-out', () =>
    dieAtEachCall(async (death) => {
      cas.signIn('casuser')
      await boot()
      worker.arm(death)
      await ask('sign-out')
    }))

  test('in staying signed in', () =>
    dieAtEachCall(async (death) => {
      cas.signIn('casuser')
      await boot()
      worker.arm(death)
      await ask('stay')
    }))
})

describe('killed in a sign-out', () => {
  test('after CAS was asked, the next start proves it and waits for no alarm', async () => {
    cas.signIn('casuser')
    await boot()
    await browser.storage.session.set({
      [`watch ${server.url}`]: { ...stored(), signingOut: { seen: true } },
    })
    cas.endSession()
    worker.kill()
    await boot()
    expect(stored()).toMatchObject({ signOut: { proved: true } })
    expectTruth()
  })
})

describe('where nothing can be stored', () => {
  beforeEach(() => {
    cas.signIn('casuser')
  })

  test('the toolbar shows what the last look found, and the next alarm is set', async () => {
    await boot()
    storageIsFull()
    cas.endSession()
    await alarmsFor(6 * minute)
    expect(browser.toolbar.text).toBe('!')
    expect(browser.alarm.when).toBeGreaterThan(Date.now())
  })

  test('what was stored before, and is true no longer, is shown to nobody', async () => {
    await boot()
    storageIsFull()
    cas.endSession()
    await alarmsFor(6 * minute)
    expect(stored()).toBeUndefined()
  })

  test('a sign-out is still proved', async () => {
    await boot()
    storageIsFull()
    await ask('sign-out')
    expect(cas.sessions()).toEqual([])
    expect(browser.opened).toEqual([])
    expect(browser.toolbar.text).toBe('')
  })

  test('and then can again, the record is back', async () => {
    await boot()
    const heal = storageIsFull()
    await ask('check')
    heal()
    await ask('check')
    expectTruth()
  })

  test('CAS is asked no more often than else', async () => {
    storageIsFull()
    await boot()
    await alarmsFor(60 * minute)
    expect(cas.requests.length).toBeLessThanOrEqual(13)
  })

  function storageIsFull(): () => void {
    const full = vi
      .spyOn(browser.storage.session, 'set')
      .mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'))
    return () => full.mockRestore()
  }
})

test('where no tab can be opened, the toolbar shows that the session is still there', async () => {
  cas.signIn('casuser')
  await boot()
  cas.fail({ path: 'logout', status: 200, body: 'Nothing happened' })
  vi.spyOn(browser.tabs, 'create').mockRejectedValue(new Error('No current window'))
  browser.toolbar.text = ''
  await ask('sign-out')
  expectTruth()
})

describe('a permission', () => {
  test('that is revoked ends the asking, and granted again starts it', async () => {
    cas.signIn('casuser')
    await boot()
    browser.permitted = false
    await wake(() => browser.permissions.onRemoved.emit())
    const asked = cas.requests.length
    expect(browser.toolbar.text).toBe('!')
    await ask('opened')
    expect(cas.requests).toHaveLength(asked)
    browser.permitted = true
    await wake(() => browser.permissions.onAdded.emit())
    expectTruth()
  })

  test('that is revoked while CAS is asked leaves no trace of an end', async () => {
    cas.signIn('casuser')
    await boot()
    vi.spyOn(cas, 'fetch')
    worker.kill()
    worker = await bootWorker(browser, async () => {
      browser.permitted = false
      throw new TypeError('Failed to fetch')
    })
    await ask('check')
    await wake(() => browser.permissions.onRemoved.emit())
    expect(browser.toolbar.text).toBe('!')
    expect(state()).toMatchObject({ status: 'signed-in' })
  })
})

describe('the clock of the machine', () => {
  test.each([
    ['back', -day],
    ['forward', day],
  ])(
    'set %s a day: whatever wakes the background next, it looks, and tells the truth',
    async (_, by) => {
      cas.signIn('casuser')
      await boot()
      const before = cas.requests.length
      vi.setSystemTime(Date.now() + by)
      // The server's is right.
      cas.clock.advance(-by)
      worker.kill()
      await boot()
      expect(cas.requests.length).toBeGreaterThan(before)
      expectTruth()
      expect(browser.alarm.when).toBeLessThanOrEqual(Date.now() + 6 * minute)
    },
  )
})

describe('the browser is started again', () => {
  test.each([
    ['and forgot its alarms', true],
    ['and kept its alarms', false],
  ])('%s: the server is still known, and one look tells the truth', async (_, forgets) => {
    cas.signIn('casuser')
    await boot()
    worker.kill()
    browser.storage.session.values.clear()
    if (forgets) delete browser.alarm.when
    const before = cas.requests.length
    await startUp()
    expectTruth()
    expect(cas.requests).toHaveLength(before + 1)
  })
})

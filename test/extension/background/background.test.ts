// The background as the browser drives it: events in; toolbar, stored record and alarm out. CAS is the in-memory one.
import type { SessionState } from 'sso-pulse'
import type { Memory } from 'sso-pulse/parts'
import { createCas, type InMemoryCas } from 'sso-pulse/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FakeBrowser } from '../fake-browser.js'

const minute = 60_000
const server = { url: 'http://127.0.0.1:8080/cas', name: 'Example', source: 'isloggedin' }
const settingsOf = (...servers: readonly object[]) => ({
  version: 2,
  servers,
  warnings: { notify: false, minutes: [10, 2] },
})
const ourPage = { id: 'our-extension', url: 'moz-extension://our-extension/popup.html' }

let browser: FakeBrowser
let cas: InMemoryCas
let worker: EventTarget

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-03-01T08:00:00Z') })
  browser = new FakeBrowser()
  cas = createCas({ url: server.url })
  worker = new EventTarget()
  vi.stubGlobal('fetch', cas.fetch)
  vi.stubGlobal('OffscreenCanvas', FakeCanvas)
  vi.stubGlobal('Path2D', class {})
  // Node 20 has none; the browsers that we support do.
  vi.stubGlobal('Intl', Object.assign(Object.create(Intl), { DurationFormat: FakeDurationFormat }))
  vi.stubGlobal('addEventListener', worker.addEventListener.bind(worker))
  browser.storage.local.values.set('settings', settingsOf(server))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

class FakeDurationFormat {
  format(duration: object) {
    return JSON.stringify(duration)
  }
}

class FakeCanvas {
  getContext() {
    return { scale() {}, fill() {}, getImageData: () => ({}) }
  }
}

/** A new worker: nothing in memory, what was stored is still there. */
async function bootBackground(): Promise<void> {
  vi.resetModules()
  vi.doMock('webextension-polyfill', () => ({ default: browser }))
  await import('../../../extension/background/background.js')
  await settle()
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0)
}

async function cookieChanges(
  cookie: Partial<{ name: string; domain: string; storeId: string }> = {},
) {
  const tgc = { name: 'TGC', domain: '127.0.0.1', storeId: '0', ...cookie }
  await browser.cookies.onChanged.emit({ cookie: tgc, removed: false })
}

function record(of = server.url): {
  memory: Memory
  signOut?: { proved: boolean }
  cause?: string
} {
  return browser.storage.session.values.get(`watch ${of}`) as never
}

function state(of = server.url): SessionState {
  return record(of).memory.state
}

/** How often CAS was asked for the status. */
function looks(): number {
  return cas.requests.filter(({ path }) => path === '/cas/isloggedin').length
}

describe('when the background starts', () => {
  test('it looks, shows what it found and sets one alarm', async () => {
    cas.signIn('casuser')
    await bootBackground()
    expect(state()).toMatchObject({ status: 'signed-in', user: 'casuser' })
    expect(browser.toolbar.text).toBe('2h')
    expect(browser.alarm.when).toBeLessThanOrEqual(Date.now() + 5 * minute)
  })

  test('without a server it asks nobody', async () => {
    browser.storage.local.values.clear()
    await bootBackground()
    expect(cas.requests).toEqual([])
    expect(browser.alarm.when).toBeUndefined()
  })

  test('without permission it asks nobody and says so', async () => {
    browser.permitted = false
    await bootBackground()
    expect(cas.requests).toEqual([])
    expect(browser.toolbar.text).toBe('!')
  })

  test('woken again with its alarm in place, it does not look', async () => {
    await bootBackground()
    await bootBackground()
    expect(looks()).toBe(1)
  })
})

describe('it looks again', () => {
  test('once for the several events of one changed cookie', async () => {
    await bootBackground()
    cas.signIn('casuser')
    await cookieChanges()
    await cookieChanges()
    await vi.advanceTimersByTimeAsync(300)
    expect(looks()).toBe(2)
    expect(record().cause).toBe('cookie')
    expect(browser.toolbar.text).toBe('1h')
  })

  test.each([
    ['another cookie', { name: 'JSESSIONID' }],
    ['the TGC of another host', { domain: 'sso.example.org' }],
    ['the TGC of a private window or container', { storeId: 'firefox-container-1' }],
  ])('not for %s', async (_, cookie) => {
    await bootBackground()
    await cookieChanges(cookie)
    await vi.advanceTimersByTimeAsync(1000)
    expect(looks()).toBe(1)
  })

  test('when the network is back', async () => {
    await bootBackground()
    worker.dispatchEvent(new Event('online'))
    await settle()
    expect(looks()).toBe(2)
  })

  test('after a permission was granted', async () => {
    browser.permitted = false
    await bootBackground()
    browser.permitted = true
    await browser.permissions.onAdded.emit()
    expect(looks()).toBe(1)
  })

  test('for another server, which knows nothing of the one before', async () => {
    cas.signIn('casuser')
    await bootBackground()
    vi.stubGlobal('fetch', createCas({ url: 'http://localhost:8080/cas' }).fetch)
    const other = { ...server, url: 'http://localhost:8080/cas' }
    await browser.storage.local.set({ settings: settingsOf(other) })
    await settle()
    expect(state(other.url)).toMatchObject({ status: 'signed-out', reason: 'never' })
  })

  test('at the alarm of five minutes, and finds out what an administrator did', async () => {
    cas.signIn('casuser')
    await bootBackground()
    cas.endSession()
    await ringUntil(() => state().status === 'signed-out', 6 * minute)
    expect(state()).toMatchObject({ reason: 'ended-elsewhere', user: 'casuser' })
    expect(browser.toolbar.text).toBe('!')
  })

  test('at most 13 times an hour while nothing happens', async () => {
    cas.signIn('casuser')
    await bootBackground()
    await ringUntil(() => false, 60 * minute)
    expect(looks()).toBeLessThanOrEqual(13)
  })

  test('when it slept over the deadline: the first thing it shows is the truth', async () => {
    cas.signIn('casuser')
    await bootBackground()
    const { when = 0 } = browser.alarm
    vi.setSystemTime(Date.now() + 3 * 60 * minute)
    await browser.alarms.onAlarm.emit({ name: 'boundary', scheduledTime: when })
    expect(record().cause).toBe('late-timer')
    expect(state()).toMatchObject({ status: 'signed-out', reason: 'expired-idle' })
  })
})

/** Lets time pass from alarm to alarm, as the browser does. */
async function ringUntil(done: () => boolean, withinMs: number): Promise<void> {
  const end = Date.now() + withinMs
  while (!done() && browser.alarm.when !== undefined && browser.alarm.when <= end) {
    const { when } = browser.alarm
    vi.setSystemTime(Math.max(Date.now(), when))
    await browser.alarms.onAlarm.emit({ name: 'boundary', scheduledTime: when })
  }
}

describe('trouble is never shown as signed out', () => {
  test.each([503, 403, 404, 429])('HTTP %i: the last knowledge stays', async (status) => {
    cas.signIn('casuser')
    await bootBackground()
    cas.fail({ path: 'isloggedin', status })
    await ask('check')
    expect(state()).toMatchObject({ status: 'signed-in', user: 'casuser' })
    expect(state().trouble).toBeDefined()
    expect(browser.toolbar.text).toBe('?')
  })

  test('a TGC in the jar that CAS did not get is withheld, not missing', async () => {
    browser.jar = [{ name: 'TGC', domain: '127.0.0.1', storeId: '0' }]
    await bootBackground()
    expect(state()).toMatchObject({ status: 'unknown', trouble: { kind: 'cookie-withheld' } })
  })

  test('without a TGC in the jar nobody is signed in, whatever site the request seemed to come from', async () => {
    const page = cas.newBrowser()
    vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
      page.fetch(url, { ...init, headers: { ...init.headers, 'sec-fetch-site': 'cross-site' } }),
    )
    await bootBackground()
    expect(state()).toMatchObject({ status: 'signed-out', reason: 'never' })
  })
})

async function ask(type: string, sender: { id?: string; url?: string } = ourPage): Promise<void> {
  await browser.runtime.onMessage.emit({ type, server: server.url }, sender)
  await settle()
}

describe('sign out', () => {
  test('is proved by the look after it', async () => {
    cas.signIn('casuser')
    await bootBackground()
    await ask('sign-out')
    expect(cas.sessions()).toEqual([])
    expect(state()).toMatchObject({ status: 'signed-out', reason: 'signed-out-here' })
    expect(record().signOut).toMatchObject({ proved: true })
    expect(browser.opened).toEqual([])
  })

  test('where the server keeps the session, its own page is opened', async () => {
    cas.signIn('casuser')
    await bootBackground()
    cas.fail({ path: 'logout', status: 200, body: 'Nothing happened' })
    await ask('sign-out')
    expect(state().status).toBe('signed-in')
    expect(record().signOut).toMatchObject({ proved: false })
    expect(browser.opened).toEqual([`${server.url}/logout`])
  })

  test('asks for the logout once, even if it is clicked twice', async () => {
    cas.signIn('casuser')
    await bootBackground()
    await Promise.all([ask('sign-out'), ask('sign-out')])
    expect(cas.requests.filter(({ path }) => path === '/cas/logout')).toHaveLength(1)
  })

  test('is proved although the background was killed in between', async () => {
    cas.signIn('casuser')
    await bootBackground()
    const asked = { ...record(), signingOut: { seen: true } }
    await browser.storage.session.set({ [`watch ${server.url}`]: asked })
    cas.endSession()
    delete browser.alarm.when
    await bootBackground()
    expect(state()).toMatchObject({ reason: 'signed-out-here' })
    expect(record().signOut).toMatchObject({ proved: true })
  })
})

describe('messages', () => {
  test('of other extensions and of pages are refused', async () => {
    cas.signIn('casuser')
    await bootBackground()
    await ask('sign-out', { id: 'another-extension', url: 'moz-extension://another/' })
    await ask('sign-out', { id: 'our-extension', url: 'https://evil.example/' })
    await ask('sign-out', { id: 'our-extension' })
    expect(cas.sessions()).toHaveLength(1)
  })

  test('that are unknown are ignored', async () => {
    await bootBackground()
    await ask('format-disk')
    expect(looks()).toBe(1)
  })

  test('of an opened popup ask CAS only when the last look is ten seconds old', async () => {
    await bootBackground()
    await ask('opened')
    expect(looks()).toBe(1)
    await vi.advanceTimersByTimeAsync(10_000)
    await ask('opened')
    expect(looks()).toBe(2)
  })
})

describe('several servers', () => {
  const second = { url: 'http://localhost:8081/cas', name: 'Second', source: 'isloggedin' }
  let secondCas: InMemoryCas

  beforeEach(() => {
    secondCas = createCas({ url: second.url })
    vi.stubGlobal('fetch', (url: string, init?: RequestInit) =>
      (url.startsWith(second.url) ? secondCas : cas).fetch(url, init),
    )
    browser.storage.local.values.set('settings', settingsOf(server, second))
  })

  test('are each looked at, and remembered apart', async () => {
    cas.signIn('casuser')
    await bootBackground()
    expect(state()).toMatchObject({ status: 'signed-in', user: 'casuser' })
    expect(state(second.url)).toMatchObject({ status: 'signed-out', reason: 'never' })
  })

  test('the toolbar shows the one that ends first, and says whose it is', async () => {
    cas.signIn('casuser')
    secondCas.configure({ policy: { kind: 'idle', timeToKillSeconds: 900 } })
    secondCas.signIn('second')
    await bootBackground()
    expect(browser.toolbar.text).toBe('15′')
    expect(browser.toolbar.title).toContain('Second')
  })

  test('a cookie of one makes us look at that one only', async () => {
    await bootBackground()
    const before = looks()
    await cookieChanges({ domain: 'localhost' })
    await vi.advanceTimersByTimeAsync(300)
    expect(looks()).toBe(before)
    expect(record(second.url).cause).toBe('cookie')
  })

  test('cookies of both, changed at once, make us look at both', async () => {
    await bootBackground()
    await cookieChanges({ domain: 'localhost' })
    await cookieChanges()
    await vi.advanceTimersByTimeAsync(300)
    expect(record().cause).toBe('cookie')
    expect(record(second.url).cause).toBe('cookie')
  })

  test('one that is paused is asked for nothing and shown nowhere', async () => {
    browser.storage.local.values.set('settings', settingsOf(server, { ...second, paused: true }))
    await bootBackground()
    expect(secondCas.requests).toEqual([])
    expect(browser.toolbar.text).toBe('')
  })

  test('all are signed out of by one message', async () => {
    cas.signIn('casuser')
    secondCas.signIn('second')
    await bootBackground()
    await ask('sign-out-of-all')
    expect(cas.sessions()).toEqual([])
    expect(secondCas.sessions()).toEqual([])
    expect(state()).toMatchObject({ reason: 'signed-out-here' })
    expect(state(second.url)).toMatchObject({ reason: 'signed-out-here' })
  })

  test('twenty are watched by one alarm, at most 13 requests an hour for each', async () => {
    const many = Array.from({ length: 20 }, (_, index) => ({
      ...server,
      url: `http://127.0.0.1:8080/cas${index}`,
    }))
    const asked: string[] = []
    vi.stubGlobal('fetch', async (url: string) => {
      asked.push(url)
      return new Response(JSON.stringify({ signedIn: false, reason: 'no-cookie' }), {
        headers: { 'content-type': 'application/vnd.sso-pulse.v1+json' },
      })
    })
    browser.storage.local.values.set('settings', settingsOf(...many))
    await bootBackground()
    await ringUntil(() => Date.now() >= Date.parse('2026-03-01T09:00:00Z'), 61 * minute)
    for (const { url } of many) {
      const count = asked.filter((each) => each.startsWith(`${url}/`)).length
      expect(count).toBeGreaterThan(0)
      expect(count).toBeLessThanOrEqual(13)
    }
  })
})

describe('staying signed in', () => {
  test('visits the gateway for the configured service, and sees the idle limit move', async () => {
    const stayService = 'http://127.0.0.1:9999/app'
    browser.storage.local.values.set('settings', settingsOf({ ...server, stayService }))
    cas.signIn('casuser')
    await bootBackground()
    vi.setSystemTime(Date.now() + 30 * minute)
    await ask('stay')
    expect(cas.requests.filter(({ path }) => path === '/cas/login')).toHaveLength(1)
    expect(record()).toMatchObject({ stayed: { moved: true } })
  })

  test('says so where it moved nothing', async () => {
    const stayService = 'https://unregistered.example.org/'
    browser.storage.local.values.set('settings', settingsOf({ ...server, stayService }))
    cas.signIn('casuser')
    await bootBackground()
    await ask('stay')
    expect(record()).toMatchObject({ stayed: { moved: false } })
  })
})

test('a policy that arrives later is looked at, and shown', async () => {
  browser.storage.local.values.clear()
  cas.signIn('casuser')
  await bootBackground()
  expect(cas.requests).toEqual([])
  await browser.storage.managed.set({ servers: [server] })
  await settle()
  expect(state()).toMatchObject({ status: 'signed-in', user: 'casuser' })
  expect(browser.toolbar.text).toBe('2h')
})

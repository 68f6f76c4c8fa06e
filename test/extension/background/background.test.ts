// The background as the browser drives it: events in; toolbar, stored record and alarm out. CAS is the in-memory one.
import { createCas } from 'sso-pulse/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createStage, minute, type Stage, server } from './stage.js'

let stage: Stage
beforeEach(() => {
  stage = createStage()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('when the background starts', () => {
  test('it looks, shows what it found and sets one alarm', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    expect(stage.state()).toMatchObject({ status: 'signed-in', user: 'casuser' })
    expect(stage.browser.toolbar.text).toBe('2h')
    expect(stage.browser.alarm.when).toBeLessThanOrEqual(Date.now() + 5 * minute)
  })

  test('without a server it asks nobody', async () => {
    stage.browser.storage.local.values.clear()
    await stage.boot()
    expect(stage.cas.requests).toEqual([])
    expect(stage.browser.alarm.when).toBeUndefined()
  })

  test('without permission it asks nobody and says so', async () => {
    stage.browser.permitted = false
    await stage.boot()
    expect(stage.cas.requests).toEqual([])
    expect(stage.browser.toolbar.text).toBe('!')
  })

  test('woken again with its alarm in place, it does not look', async () => {
    await stage.boot()
    await stage.boot()
    expect(stage.looks()).toBe(1)
  })
})

describe('it looks again', () => {
  test('once for the several events of one changed cookie', async () => {
    await stage.boot()
    stage.cas.signIn('casuser')
    await stage.cookieChanges()
    await stage.cookieChanges()
    await vi.advanceTimersByTimeAsync(300)
    expect(stage.looks()).toBe(2)
    expect(stage.record().cause).toBe('cookie')
    expect(stage.browser.toolbar.text).toBe('1h')
  })

  test.each([
    ['another cookie', { name: 'JSESSIONID' }],
    ['the TGC of another host', { domain: 'sso.example.org' }],
    ['the TGC of a private window or container', { storeId: 'firefox-container-1' }],
  ])('not for %s', async (_, cookie) => {
    await stage.boot()
    await stage.cookieChanges(cookie)
    await vi.advanceTimersByTimeAsync(1000)
    expect(stage.looks()).toBe(1)
  })

  test('when the network is back', async () => {
    await stage.boot()
    await stage.online()
    expect(stage.looks()).toBe(2)
  })

  test('after a permission was granted', async () => {
    stage.browser.permitted = false
    await stage.boot()
    stage.browser.permitted = true
    await stage.browser.permissions.onAdded.emit()
    expect(stage.looks()).toBe(1)
  })

  test('for another server, which knows nothing of the one before', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    vi.stubGlobal('fetch', createCas({ url: 'http://localhost:8080/cas' }).fetch)
    const other = { ...server, url: 'http://localhost:8080/cas' }
    await stage.setUp({ servers: [other] })
    expect(stage.state(other.url)).toMatchObject({ status: 'signed-out', reason: 'never' })
  })

  test('at the alarm of five minutes, and finds out what an administrator did', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    stage.cas.endSession()
    await stage.pass(6 * minute)
    expect(stage.state()).toMatchObject({ reason: 'ended-elsewhere', user: 'casuser' })
    expect(stage.browser.toolbar.text).toBe('!')
  })

  test('at most 13 times an hour while nothing happens', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    await stage.pass(60 * minute)
    expect(stage.looks()).toBeLessThanOrEqual(13)
  })

  test('when it slept over the deadline: the first thing it shows is the truth', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    const { when = 0 } = stage.browser.alarm
    vi.setSystemTime(Date.now() + 3 * 60 * minute)
    await stage.browser.alarms.onAlarm.emit({ name: 'boundary', scheduledTime: when })
    expect(stage.record().cause).toBe('late-timer')
    expect(stage.state()).toMatchObject({ status: 'signed-out', reason: 'expired-idle' })
  })
})

describe('trouble is never shown as signed out', () => {
  test.each([503, 403, 404, 429])('HTTP %i: the last knowledge stays', async (status) => {
    stage.cas.signIn('casuser')
    await stage.boot()
    stage.cas.fail({ path: 'isloggedin', status })
    await stage.ask('check')
    expect(stage.state()).toMatchObject({ status: 'signed-in', user: 'casuser' })
    expect(stage.state().trouble).toBeDefined()
    expect(stage.browser.toolbar.text).toBe('?')
  })

  test('a TGC in the jar that CAS did not get is withheld, not missing', async () => {
    stage.browser.jar = [{ name: 'TGC', domain: '127.0.0.1', storeId: '0' }]
    await stage.boot()
    expect(stage.state()).toMatchObject({ status: 'unknown', trouble: { kind: 'cookie-withheld' } })
  })

  test('without a TGC in the jar nobody is signed in, whatever site the request seemed to come from', async () => {
    const page = stage.cas.newBrowser()
    vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
      page.fetch(url, { ...init, headers: { ...init.headers, 'sec-fetch-site': 'cross-site' } }),
    )
    await stage.boot()
    expect(stage.state()).toMatchObject({ status: 'signed-out', reason: 'never' })
  })
})

describe('sign out', () => {
  test('is proved by the look after it', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    await stage.ask('sign-out')
    expect(stage.cas.sessions()).toEqual([])
    expect(stage.state()).toMatchObject({ status: 'signed-out', reason: 'signed-out-here' })
    expect(stage.record().signOut).toMatchObject({ proved: true })
    expect(stage.browser.opened).toEqual([])
  })

  test('where the server keeps the session, its own page is opened', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    stage.cas.fail({ path: 'logout', status: 200, body: 'Nothing happened' })
    await stage.ask('sign-out')
    expect(stage.state().status).toBe('signed-in')
    expect(stage.record().signOut).toMatchObject({ proved: false })
    expect(stage.browser.opened).toEqual([`${server.url}/logout`])
  })

  test('asks for the logout once, even if it is clicked twice', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    await Promise.all([stage.ask('sign-out'), stage.ask('sign-out')])
    expect(stage.cas.requests.filter(({ path }) => path === '/cas/logout')).toHaveLength(1)
  })

  test('is proved although the background was killed in between', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    const asked = { ...stage.record(), signingOut: { seen: true } }
    await stage.browser.storage.session.set({ [`watch ${server.url}`]: asked })
    stage.cas.endSession()
    delete stage.browser.alarm.when
    await stage.boot()
    expect(stage.state()).toMatchObject({ reason: 'signed-out-here' })
    expect(stage.record().signOut).toMatchObject({ proved: true })
  })
})

describe('messages', () => {
  test('of other extensions and of pages are refused', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    await stage.ask('sign-out', { id: 'another-extension', url: 'moz-extension://another/' })
    await stage.ask('sign-out', { id: 'our-extension', url: 'https://evil.example/' })
    await stage.ask('sign-out', { id: 'our-extension' })
    expect(stage.cas.sessions()).toHaveLength(1)
  })

  test('that are unknown are ignored', async () => {
    await stage.boot()
    await stage.ask('format-disk')
    expect(stage.looks()).toBe(1)
  })

  test('of an opened popup ask CAS only when the last look is ten seconds old', async () => {
    await stage.boot()
    await stage.ask('opened')
    expect(stage.looks()).toBe(1)
    await vi.advanceTimersByTimeAsync(10_000)
    await stage.ask('opened')
    expect(stage.looks()).toBe(2)
  })
})

describe('staying signed in', () => {
  test('visits the gateway for the configured service, and sees the idle limit move', async () => {
    const stayService = 'http://127.0.0.1:9999/app'
    await stage.setUp({ server: { stayService } })
    stage.cas.signIn('casuser')
    await stage.boot()
    vi.setSystemTime(Date.now() + 30 * minute)
    await stage.ask('stay')
    expect(stage.cas.requests.filter(({ path }) => path === '/cas/login')).toHaveLength(1)
    expect(stage.record()).toMatchObject({ stayed: { moved: true } })
  })

  test('says so where it moved nothing', async () => {
    const stayService = 'https://unregistered.example.org/'
    await stage.setUp({ server: { stayService } })
    stage.cas.signIn('casuser')
    await stage.boot()
    await stage.ask('stay')
    expect(stage.record()).toMatchObject({ stayed: { moved: false } })
  })
})

test('a policy that arrives later is looked at, and shown', async () => {
  stage.browser.storage.local.values.clear()
  stage.cas.signIn('casuser')
  await stage.boot()
  expect(stage.cas.requests).toEqual([])
  await stage.browser.storage.managed.set({ servers: [server] })
  await stage.settle()
  expect(stage.state()).toMatchObject({ status: 'signed-in', user: 'casuser' })
  expect(stage.browser.toolbar.text).toBe('2h')
})

// Several servers: one toolbar, one alarm, and a memory for each.
import { createCas, type InMemoryCas } from 'sso-pulse/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createStage, minute, type Stage, server } from './stage.js'

const second = { url: 'http://localhost:8081/cas', name: 'Second', source: 'isloggedin' }
let stage: Stage
let secondCas: InMemoryCas

beforeEach(async () => {
  stage = createStage()
  secondCas = createCas({ url: second.url })
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) =>
    (url.startsWith(second.url) ? secondCas : stage.cas).fetch(url, init),
  )
  await stage.setUp({ servers: [server, second] })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('several servers', () => {
  test('are each looked at, and remembered apart', async () => {
    stage.cas.signIn('casuser')
    await stage.boot()
    expect(stage.state()).toMatchObject({ status: 'signed-in', user: 'casuser' })
    expect(stage.state(second.url)).toMatchObject({ status: 'signed-out', reason: 'never' })
  })

  test('the toolbar shows the one that ends first, and says whose it is', async () => {
    stage.cas.signIn('casuser')
    secondCas.configure({ policy: { kind: 'idle', timeToKillSeconds: 900 } })
    secondCas.signIn('second')
    await stage.boot()
    expect(stage.browser.toolbar.text).toBe('15′')
    expect(stage.browser.toolbar.title).toContain('Second')
  })

  test('a cookie of one makes us look at that one only', async () => {
    await stage.boot()
    const before = stage.looks()
    await stage.cookieChanges({ domain: 'localhost' })
    await vi.advanceTimersByTimeAsync(300)
    expect(stage.looks()).toBe(before)
    expect(stage.record(second.url).cause).toBe('cookie')
  })

  test('cookies of both, changed at once, make us look at both', async () => {
    await stage.boot()
    await stage.cookieChanges({ domain: 'localhost' })
    await stage.cookieChanges()
    await vi.advanceTimersByTimeAsync(300)
    expect(stage.record().cause).toBe('cookie')
    expect(stage.record(second.url).cause).toBe('cookie')
  })

  test('one that is paused is asked for nothing and shown nowhere', async () => {
    await stage.setUp({ servers: [server, { ...second, paused: true }] })
    await stage.boot()
    expect(secondCas.requests).toEqual([])
    expect(stage.browser.toolbar.text).toBe('')
  })

  test('all are signed out of by one message', async () => {
    stage.cas.signIn('casuser')
    secondCas.signIn('second')
    await stage.boot()
    await stage.ask('sign-out-of-all')
    expect(stage.cas.sessions()).toEqual([])
    expect(secondCas.sessions()).toEqual([])
    expect(stage.state()).toMatchObject({ reason: 'signed-out-here' })
    expect(stage.state(second.url)).toMatchObject({ reason: 'signed-out-here' })
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
    await stage.setUp({ servers: many })
    await stage.boot()
    await stage.pass(60 * minute)
    for (const { url } of many) {
      const count = asked.filter((each) => each.startsWith(`${url}/`)).length
      expect(count).toBeGreaterThan(0)
      expect(count).toBeLessThanOrEqual(13)
    }
  })
})

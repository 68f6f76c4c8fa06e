import { type ClientOptions, createClient } from 'sso-pulse'
import { createCas } from 'sso-pulse/testing'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { turnableClock } from './turnable-clock.js'

const server = 'https://sso.example.org/cas'

afterEach(() => vi.unstubAllGlobals())

/** A client whose requests are written down and never answered. */
function scribe(options: ClientOptions = {}) {
  const clock = turnableClock()
  const requests: [string, RequestInit][] = []
  const fetch = (url: unknown, init: RequestInit = {}) => {
    requests.push([String(url), init])
    return new Promise<Response>(() => {})
  }
  const client = createClient(server, {
    clock,
    fetch: fetch as typeof globalThis.fetch,
    ...options,
  })
  return { client, clock, requests }
}

describe('a look', () => {
  test('is one request below the prefix, with cookies, past the cache, to no second host', async () => {
    const { client, clock, requests } = scribe()
    void client.status().catch(() => {})
    await clock.settle()
    expect(requests).toHaveLength(1)
    expect(requests[0]).toMatchObject([
      `${server}/isloggedin`,
      { credentials: 'include', cache: 'no-store', redirect: 'manual' },
    ])
    expect(requests[0]?.[1]?.method ?? 'GET').toBe('GET')
  })

  test("carries the caller's headers", async () => {
    const { client, clock, requests } = scribe({ headers: { 'x-app': 'shop' } })
    void client.status().catch(() => {})
    await clock.settle()
    expect(requests[0]?.[1].headers).toMatchObject({
      'x-app': 'shop',
      accept: expect.stringContaining('json'),
    })
  })

  test('asks the fetch of the page as it is at that moment', async () => {
    const client = createClient(server)
    const fetch = vi.fn(() => Promise.reject(new TypeError()))
    vi.stubGlobal('fetch', fetch)
    await expect(client.status()).rejects.toMatchObject({ kind: 'unreachable' })
    expect(fetch).toHaveBeenCalled()
  })

  test('answers with what the in-memory CAS says', async () => {
    const cas = createCas()
    const client = createClient(cas.url, { fetch: cas.fetch })
    expect(await client.status()).toMatchObject({ signedIn: false, reason: 'no-cookie' })
    cas.signIn('casuser')
    expect(await client.status()).toMatchObject({ signedIn: true, principal: 'casuser' })
  })
})

describe('a sign-out', () => {
  test('is one credentialed GET that confirms itself, names no service and follows no redirect', async () => {
    const { client, clock, requests } = scribe()
    void client.logout()
    await clock.settle()
    expect(requests).toHaveLength(1)
    expect(requests[0]).toMatchObject([
      `${server}/logout?LogoutRequestConfirmed=true`,
      { credentials: 'include', redirect: 'manual' },
    ])
    expect(requests[0]?.[1].method ?? 'GET').toBe('GET')
  })

  test('never rejects and is never repeated, whatever happens', async () => {
    const fetch = vi.fn(() => Promise.reject(new TypeError('Failed to fetch')))
    await expect(createClient(server, { fetch }).logout()).resolves.toBeUndefined()
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  test('that hangs is given up', async () => {
    const { client, clock, requests } = scribe({ timeoutMs: 3000 })
    const done = client.logout()
    await clock.advance(3000)
    await expect(done).resolves.toBeUndefined()
    expect(requests[0]?.[1].signal?.aborted).toBe(true)
  })
})

describe('a touch', () => {
  test('moves the idle limit where the deployer allows it', async () => {
    const cas = createCas({ setup: { touch: true }, clock: { fixedAt: '2026-11-21T12:00:00Z' } })
    cas.signIn('casuser')
    cas.clock.advance(60_000)
    const origin = new URL(cas.url).origin
    const client = createClient(cas.url, { fetch: cas.fetch, headers: { origin } })
    expect(await client.touch()).toMatchObject({
      idleLimitAt: Date.parse('2026-11-21T14:01:00Z'),
    })
  })

  test('is missing where he does not', async () => {
    const cas = createCas()
    const client = createClient(cas.url, { fetch: cas.fetch })
    await expect(client.touch()).rejects.toMatchObject({ kind: 'missing' })
  })
})

test('a slash at the end of the prefix makes no difference', () => {
  expect(createClient(`${server}//`).server).toBe(server)
})

import { createClient, type Failure, type TroubleKind } from 'sso-pulse'
import { failureOf } from 'sso-pulse/parts'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  type Captured,
  forbidden,
  full,
  fullSignedIn,
  html,
  responseOf,
  unauthorized,
} from './captured.js'
import { turnableClock } from './turnable-clock.js'

const server = 'https://sso.example.org/cas'

/** What a look comes to when this is the answer. */
async function troubleOf(answer: Captured): Promise<Failure> {
  const client = createClient(server, { fetch: async () => responseOf(answer) })
  return client.status().then(
    () => expect.unreachable(),
    (error) => failureOf(error),
  )
}

afterEach(() => vi.unstubAllGlobals())

describe('an HTTP answer that is none about the session', () => {
  test.each<[string, Captured, TroubleKind]>([
    ['401 of an actuator', unauthorized, 'refused'],
    ['403 of an actuator', forbidden, 'refused'],
    ['403 with a page of HTML', { ...html, status: 403 }, 'refused'],
    ['404', { ...html, status: 404 }, 'missing'],
    ['405', { ...html, status: 405 }, 'missing'],
    ['400 of an endpoint that misses its parameter', { ...forbidden, status: 400 }, 'missing'],
    ['429', { status: 429, body: '' }, 'limited'],
    ['500', { ...html, status: 500 }, 'server-error'],
    ['502 of a proxy', { ...html, status: 502 }, 'server-error'],
    ['503', { status: 503, body: '' }, 'server-error'],
    [
      'a redirect to a login page',
      { status: 302, body: '', headers: { location: `${server}/login` } },
      'login-page',
    ],
    ['200 with a page of HTML', html, 'not-json'],
    ['200 with nothing', { status: 200, body: '' }, 'not-json'],
    ['JSON that is cut off', { ...full(fullSignedIn), body: '{"signedIn":tr' }, 'not-json'],
    ['JSON of another form', { ...full(fullSignedIn), type: 'application/json' }, 'wrong-shape'],
    ['an answer of 10 MB', { ...full({ signedIn: false, padding: 'x'.repeat(1e7) }) }, 'too-large'],
  ])('%s', async (_, answer, kind) => {
    expect((await troubleOf(answer)).kind).toBe(kind)
  })

  test('a redirect of which a page sees nothing is the same', async () => {
    const opaque = Object.defineProperties(new Response(null), {
      type: { value: 'opaqueredirect' },
      status: { value: 0 },
    })
    const client = createClient(server, { fetch: async () => opaque })
    await expect(client.status()).rejects.toMatchObject({ kind: 'login-page' })
  })

  test('the status is told beside the kind', async () => {
    expect(await troubleOf({ status: 503, body: '' })).toMatchObject({ httpStatus: 503 })
  })

  test('neither a body nor a value of it is told', async () => {
    const secret = { ...full({ ...fullSignedIn, timeLimitAt: 'TGT-1-secret' }) }
    expect(JSON.stringify(await troubleOf(secret))).not.toContain('secret')
  })
})

describe('the wait that a server asks for', () => {
  const limited = (headers: Record<string, string>, body = '') =>
    troubleOf({ status: 503, headers, body, type: 'application/json' })

  test('Retry-After in seconds', async () => {
    expect(await limited({ 'retry-after': '120' })).toMatchObject({ pollAfterSeconds: 120 })
  })

  test("Retry-After as a date, read against the server's own clock", async () => {
    const headers = {
      date: 'Sat, 21 Nov 2026 00:00:00 GMT',
      'retry-after': 'Sat, 21 Nov 2026 00:02:00 GMT',
    }
    expect(await limited(headers)).toMatchObject({ pollAfterSeconds: 120 })
  })

  test('pollAfterSeconds in the body, since no header is exposed across origins', async () => {
    const body = '{"error":"ticket-registry-unavailable","pollAfterSeconds":30}'
    expect(await limited({}, body)).toMatchObject({ pollAfterSeconds: 30 })
  })

  test.each(['', 'soon', '-5', '0'])('nothing that can be read (%s) is no wish', async (wait) => {
    expect((await limited({ 'retry-after': wait })).pollAfterSeconds ?? 0).toBeLessThanOrEqual(0)
  })
})

describe('nobody answers', () => {
  const failing = (answerOfProbe: () => Promise<Response>) => {
    const requests: RequestInit[] = []
    const fetch = async (_: unknown, init: RequestInit = {}) => {
      requests.push(init)
      if (init.mode === 'no-cors') return answerOfProbe()
      throw new TypeError('Failed to fetch')
    }
    return { requests, client: createClient(server, { fetch: fetch as typeof globalThis.fetch }) }
  }

  test('unreachable: a request without credentials fares no better', async () => {
    const { client } = failing(() => Promise.reject(new TypeError()))
    await expect(client.status()).rejects.toMatchObject({ kind: 'unreachable' })
  })

  test('cors-blocked: a request without credentials is answered, so the browser withheld the answer', async () => {
    const { client, requests } = failing(async () => new Response())
    await expect(client.status()).rejects.toMatchObject({ kind: 'cors-blocked' })
    const { signal, ...probe } = requests[1] ?? {}
    expect(probe).toEqual({ mode: 'no-cors', credentials: 'omit', cache: 'no-store' })
  })

  test('offline: the machine knows that it has no network, and asks no more', async () => {
    vi.stubGlobal('navigator', { onLine: false })
    const { client, requests } = failing(async () => new Response())
    await expect(client.status()).rejects.toMatchObject({ kind: 'offline' })
    expect(requests).toHaveLength(1)
  })

  test('a connection that breaks in the middle of the answer is unreachable', async () => {
    const broken = new ReadableStream({
      start: (stream) => stream.error(new TypeError('terminated')),
    })
    const client = createClient(server, { fetch: async () => new Response(broken) })
    expect(failureOf(await client.status().catch((error) => error)).kind).toBe('unreachable')
  })
})

describe('limits', () => {
  test('an answer that takes longer than timeoutMs is timed out, the request is aborted, and nothing else is asked', async () => {
    const clock = turnableClock()
    const requests: RequestInit[] = []
    const fetch = (_: unknown, init: RequestInit = {}) => {
      requests.push(init)
      return new Promise<Response>((_, reject) =>
        init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
      )
    }
    const client = createClient(server, { clock, fetch: fetch as typeof globalThis.fetch })
    const outcome = client.status().catch((error) => failureOf(error))
    await clock.advance(9999)
    expect(requests[0]?.signal?.aborted).toBe(false)
    await clock.advance(1)
    expect(await outcome).toEqual({ kind: 'timed-out' })
    expect(requests[0]?.signal?.aborted).toBe(true)
    expect(requests.filter(({ signal }) => !signal?.aborted)).toEqual([])
    expect(clock.timers).toBe(0)
  })

  test('an answer of exactly maxBytes is read, one byte more is not', async () => {
    const answer = full(fullSignedIn)
    const fetch = async () => responseOf(answer)
    const bytes = answer.body.length
    await expect(createClient(server, { fetch, maxBytes: bytes }).status()).resolves.toBeTruthy()
    await expect(
      createClient(server, { fetch, maxBytes: bytes - 1 }).status(),
    ).rejects.toMatchObject({ kind: 'too-large' })
  })

  test('an endless answer is given up as soon as it is too long', async () => {
    let pulled = 0
    const endless = new ReadableStream({
      pull(stream) {
        pulled += 1
        stream.enqueue(new Uint8Array(16_384))
      },
    })
    const client = createClient(server, { fetch: async () => new Response(endless) })
    await expect(client.status()).rejects.toMatchObject({ kind: 'too-large' })
    expect(pulled).toBeLessThan(20)
  })
})

import { type Report, SsoError } from 'sso-pulse'
import { isLoggedIn } from 'sso-pulse/sources'
import { describe, expect, test } from 'vitest'
import { parseFullForm } from '../../sdk/source.js'
import { full, fullSignedIn, fullSignedOut, responseOf } from './captured.js'

const fieldOf = (json: unknown): string | undefined => {
  try {
    parseFullForm(json)
  } catch (error) {
    if (error instanceof SsoError && error.kind === 'wrong-shape') return error.evidence.field
  }
  return undefined
}

describe('the full form of isloggedin', () => {
  test('signed in: user, session and limits, with instants to the millisecond', () => {
    expect(parseFullForm(fullSignedIn)).toEqual({
      signedIn: true,
      principal: 'casuser',
      session: 'Zm9vYmFyYmF6cXV4',
      timeLimitAt: Date.parse('2026-11-21T08:04:24.457Z'),
      idleLimitAt: Date.parse('2026-11-21T02:04:24.702Z'),
      now: Date.parse('2026-11-21T00:04:25.671Z'),
    } satisfies Report)
  })

  test('signed out: the reason, as the server gives it', () => {
    expect(parseFullForm(fullSignedOut)).toEqual({
      signedIn: false,
      reason: 'no-cookie',
      now: Date.parse('2026-11-21T00:04:24.202Z'),
    } satisfies Report)
  })

  test('an absent or null limit is no limit', () => {
    const { timeLimitAt, ...without } = fullSignedIn
    expect(parseFullForm({ ...without, idleLimitAt: null })).not.toHaveProperty('idleLimitAt')
    expect(parseFullForm(without)).not.toHaveProperty('timeLimitAt')
  })

  test('unknown fields are ignored', () => {
    expect(parseFullForm({ ...fullSignedOut, colour: 'blue' })).not.toHaveProperty('colour')
  })

  test.each<[string, unknown]>([
    ['signedIn', []],
    ['signedIn', null],
    ['signedIn', 'signed in'],
    ['signedIn', {}],
    ['signedIn', { ...fullSignedIn, signedIn: 'true' }],
    ['principal', { signedIn: true }],
    ['principal', { signedIn: true, principal: '' }],
    ['principal', { signedIn: true, principal: ['casuser'] }],
    ['timeLimitAt', { ...fullSignedIn, timeLimitAt: 'tomorrow' }],
    ['idleLimitAt', { ...fullSignedIn, idleLimitAt: 1763683464 }],
    ['session', { ...fullSignedIn, session: 7 }],
    ['now', { ...fullSignedIn, now: '' }],
    ['pollAfterSeconds', { ...fullSignedIn, pollAfterSeconds: '300' }],
    ['reason', { ...fullSignedOut, reason: 1 }],
  ])('a wrong shape names the field: %s', (field, json) => {
    expect(fieldOf(json)).toBe(field)
  })
})

describe('the request', () => {
  const requests: [string, RequestInit][] = []
  const ask = async (path: string, init: RequestInit) => {
    requests.push([path, init])
    const { status, headers } = responseOf(full(fullSignedIn))
    const { type = '', body } = full(fullSignedIn)
    return { status, headers, type, body }
  }

  test('a look is a GET that CORS lets through without a preflight', async () => {
    await isLoggedIn().look(ask)
    const [path, { method = 'GET', headers }] = requests.at(-1) ?? ['', {}]
    const { accept = '', ...others } = headers as Record<string, string>
    expect([path, method, others]).toEqual(['isloggedin', 'GET', {}])
    expect(accept).toMatch(/^application\/vnd\.sso-pulse\.v1\+json, application\/json;q=0\.9$/)
    // https://fetch.spec.whatwg.org/#cors-safelisted-request-header
    expect(accept.length).toBeLessThan(128)
    expect(accept).not.toMatch(/["():<>?@[\\\]{}]/)
  })

  test('a touch is a POST with a header that no plain form can send', async () => {
    await isLoggedIn().touch(ask)
    expect(requests.at(-1)).toMatchObject([
      'isloggedin',
      { method: 'POST', headers: { 'x-sso-pulse': 'touch' } },
    ])
  })

  test('the path may be named', async () => {
    await isLoggedIn('sso/status').look(ask)
    expect(requests.at(-1)?.[0]).toBe('sso/status')
  })
})

import { type ClientOptions, createClient, watchSession } from 'sso-pulse'
import { describe, expect, test, vi } from 'vitest'

const good = 'https://sso.example.org/cas'

describe('the address of the server', () => {
  test.each([
    good,
    'http://127.0.0.1:8080/cas',
    'http://[::1]:8080/cas',
    'https://sso.example.org',
    'https://sso.example.org/a/b/',
  ])('%s is one', (address) => {
    expect(createClient(address).server).toBe(address.replace(/\/$/, ''))
  })

  test.each([
    '',
    'sso.example.org/cas',
    '/cas',
    'ftp://sso.example.org/cas',
    'javascript:alert(1)',
    'https://',
    'https://user:secret@sso.example.org/cas',
    'https://sso.example.org/cas?service=secret',
    'https://sso.example.org/cas#secret',
    'https://sso.example.org/c as',
    undefined as unknown as string,
    42 as unknown as string,
  ])('%s is none: one sentence, without the value', (address) => {
    const create = () => createClient(address)
    expect(create).toThrow(TypeError)
    expect(create).toThrow(/^server: expected an http\(s\) address$/)
    expect(create).not.toThrow(/secret/)
  })
})

describe('numbers', () => {
  test.each(['timeoutMs', 'maxBytes', 'maxStalenessMs', 'warnBeforeMs'])(
    '%s must be positive: one sentence that names it, and nothing runs',
    (name) => {
      const fetch = vi.fn()
      for (const value of [0, -1, Number.NaN, Infinity, '5 s', null, [60_000, -1]]) {
        const options = { [name]: value, fetch } as unknown as ClientOptions
        expect(() => watchSession(good, options)).toThrow(`${name}: expected a positive number`)
      }
      expect(fetch).not.toHaveBeenCalled()
    },
  )

  test('a refused call leaves nothing behind: the next one may differ', () => {
    expect(() => watchSession(good, { timeoutMs: -1 })).toThrow(TypeError)
    const session = watchSession(good, { timeoutMs: 5000 })
    session[Symbol.dispose]()
  })

  test('no warnings at all is a choice', () => {
    watchSession(good, { warnBeforeMs: [] })[Symbol.dispose]()
  })
})

// Settings come back from storage as unknown.
import { describe, expect, test, vi } from 'vitest'

vi.mock('webextension-polyfill', () => ({ default: {} }))

const { originPattern, parseSettings, withServer } = await import(
  '../../../extension/shared/settings.js'
)

const server = {
  url: 'https://sso.example.org/cas',
  name: 'Example University',
  source: 'isloggedin',
} as const

describe('stored settings', () => {
  test('are read back as they were written', () => {
    expect(parseSettings(JSON.parse(JSON.stringify(withServer(server))))).toEqual({
      version: 1,
      server,
    })
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'x'],
    ['a server without a name', { version: 1, server: { ...server, name: undefined } }],
    ['an unknown source', { version: 1, server: { ...server, source: 'telepathy' } }],
    ['a script as address', { version: 1, server: { ...server, url: 'javascript:alert(1)' } }],
  ])('count as not set up: %s', (_, stored) => {
    expect(parseSettings(stored)).toEqual({ version: 1 })
  })
})

test('permission is asked for one scheme and host, without the port, which Firefox does not match', () => {
  expect(originPattern('https://sso.example.org:8443/cas')).toBe('https://sso.example.org/*')
})

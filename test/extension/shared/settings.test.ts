// Settings come back from storage as unknown.
import { describe, expect, test, vi } from 'vitest'

vi.mock('webextension-polyfill', () => ({ default: {} }))

const { effectiveSettings } = await import('../../../extension/shared/effective-settings.js')
const { noPolicy } = await import('../../../extension/shared/policy.js')

const {
  initialSettings,
  movedServer,
  originPattern,
  parseSettings,
  readServer,
  withoutServer,
  withServer,
} = await import('../../../extension/shared/settings.js')

const server = {
  url: 'https://sso.example.org/cas',
  name: 'Example University',
  source: 'isloggedin',
} as const
const other = { ...server, url: 'https://login.example.net/cas', name: 'Other' } as const
const third = { ...server, url: 'https://sso.example.com/cas', name: 'Third' } as const

const settingsOf = (...servers: readonly unknown[]) => ({ ...initialSettings, servers })

describe('stored settings', () => {
  test('are read back as they were written, with everything that a server can have', () => {
    const whole = {
      ...other,
      source: 'actuator-sso',
      paused: true,
      endpointPath: 'api/isloggedin',
      cookieName: 'MYTGC',
      cookiePath: '/cas/',
      maxTimeToLiveSeconds: 28_800,
      timeToKillSeconds: 7200,
      staleAfterMinutes: 15,
      signOut: 'page',
      redirectParameter: 'url',
      stayService: 'https://app.example.net/quiet?a=1',
      touch: true,
      administered: true,
    }
    const warnings = { notify: true, minutes: [15, 5, 1] }
    const written = { version: 2, servers: [server, whole], warnings }
    expect(parseSettings(JSON.parse(JSON.stringify(written)))).toEqual(written)
  })

  test('of version 1 keep their one server', () => {
    expect(parseSettings({ version: 1, server })).toEqual(settingsOf(server))
    expect(parseSettings({ version: 1 })).toEqual(initialSettings)
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'x'],
    ['a server without a name', settingsOf({ ...server, name: undefined })],
    ['an unknown source', settingsOf({ ...server, source: 'telepathy' })],
    ['a script as address', settingsOf({ ...server, url: 'javascript:alert(1)' })],
    ['servers that are no list', { version: 2, servers: 7 }],
  ])('count as not set up: %s', (_, stored) => {
    expect(parseSettings(stored)).toEqual(initialSettings)
  })

  test('one that is unreadable takes no other with it', () => {
    expect(parseSettings(settingsOf({ url: 1 }, server)).servers).toEqual([server])
  })

  test('know each address once', () => {
    const twin = { ...server, url: `${server.url}/`, name: 'Twin' }
    expect(parseSettings(settingsOf(server, twin)).servers).toEqual([server])
  })

  test.each([
    [{ notify: 'yes', minutes: [10] }],
    [{ notify: true, minutes: [0] }],
    [{ notify: true, minutes: 'ten' }],
    [undefined],
  ])('warn as ever where that is unreadable: %o', (warnings) => {
    const stored = parseSettings({ ...settingsOf(server), warnings })
    expect(effectiveSettings(stored, noPolicy)).toMatchObject({
      servers: [server],
      warnings: { notify: false, minutes: [10, 2] },
    })
  })
})

describe('a server that comes from outside', () => {
  test.each([
    ['url', 'ftp://sso.example.org'],
    ['name', ''],
    ['source', 'x'],
    ['paused', 'yes'],
    ['endpointPath', '../login'],
    ['endpointPath', 'https://elsewhere.example.org/'],
    ['cookieName', 'TGC; Path=/'],
    ['cookiePath', 'cas'],
    ['maxTimeToLiveSeconds', -1],
    ['timeToKillSeconds', 1.5],
    ['staleAfterMinutes', 0],
    ['signOut', 'never'],
    ['redirectParameter', 'a=b'],
    ['stayService', 'javascript:alert(1)'],
    ['touch', 1],
    ['administered', 'yes'],
  ])('is refused by the name of what is wrong: %s %o', (member, value) => {
    expect(readServer({ ...server, [member]: value })).toEqual({ member })
  })

  test('loses what we do not know', () => {
    expect(readServer({ ...server, tgc: 'secret' })).toEqual(server)
  })
})

describe('the list of servers', () => {
  const known = parseSettings(settingsOf(server, other, third))

  test('takes a changed one in its place and a new one last', () => {
    const renamed = { ...other, name: 'Renamed' }
    expect(withServer(known, renamed).servers).toEqual([server, renamed, third])
    expect(withServer(initialSettings, server).servers).toEqual([server])
  })

  test('loses one by its address', () => {
    expect(withoutServer(known, other.url).servers).toEqual([server, third])
  })

  test.each([
    [server, -1, [server, other, third]],
    [server, 1, [other, server, third]],
    [third, -1, [server, third, other]],
    [third, 1, [server, other, third]],
  ] as const)('moves one by a place, and not out of the list: %o by %i', ({ url }, by, order) => {
    expect(movedServer(known, url, by).servers).toEqual(order)
  })
})

test('permission is asked for one scheme and host, without the port, which Firefox does not match', () => {
  expect(originPattern('https://sso.example.org:8443/cas')).toBe('https://sso.example.org/*')
})

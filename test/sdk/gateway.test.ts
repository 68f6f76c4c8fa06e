import { login, readGateway, renewByGateway, startGateway } from 'sso-pulse/gateway'
import type { createCas } from 'sso-pulse/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { setStage } from './stage.js'
import { type TurnableClock, turnableClock } from './turnable-clock.js'

const server = 'https://sso.example.org/cas'
const app = 'https://app.example.org/inbox?folder=1#/mail/7'

/** One tab: its address, its history entry and its storage. */
function openTab(address = app) {
  const stored = new Map<string, string>()
  const tab = { location: { href: address, assign: (url: string) => visited.push(url) } }
  const visited: string[] = []
  vi.stubGlobal('location', tab.location)
  vi.stubGlobal('history', {
    state: { page: 1 },
    replaceState: (_state: unknown, _title: string, url: URL) => {
      tab.location.href = url.href
    },
  })
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => stored.set(name, value),
  })
  return {
    visited,
    get address() {
      return tab.location.href
    },
    goTo(url: string) {
      tab.location.href = url
    },
    /** What CAS does with the last visit: back to the service, with a ticket or without. */
    comeBack(ticket?: string) {
      const service = new URL(visited.at(-1) ?? '').searchParams.get('service') ?? ''
      tab.location.href = ticket ? `${service}&ticket=${ticket}` : service
    },
  }
}

let clock: TurnableClock
let tab: ReturnType<typeof openTab>
beforeEach(() => {
  clock = turnableClock()
  tab = openTab()
})
afterEach(() => vi.unstubAllGlobals())

describe('a gateway visit', () => {
  test('leaves for CAS, which is to come back to this page at once', () => {
    expect(startGateway(server, { clock })).toBe(true)
    const url = new URL(tab.visited[0] ?? '')
    expect(url.origin + url.pathname).toBe(`${server}/login`)
    expect(url.searchParams.get('gateway')).toBe('true')
    expect(url.searchParams.get('service')).toMatch(
      /^https:\/\/app\.example\.org\/inbox\?folder=1&sso-visit=\d+$/,
    )
  })

  test('back with a ticket: signed in; the address is as it was, without the ticket', () => {
    startGateway(server, { clock })
    tab.comeBack('ST-1-secret')
    expect(readGateway()).toBe('signed-in')
    expect(tab.address).toBe(app)
  })

  test('back without one: signed out', () => {
    startGateway(server, { clock })
    tab.comeBack()
    expect(readGateway()).toBe('signed-out')
    expect(tab.address).toBe(app)
  })

  test('is answered once', () => {
    startGateway(server, { clock })
    tab.comeBack()
    readGateway()
    expect(readGateway()).toBeUndefined()
  })

  test('a page that was opened, reloaded or shared is no answer', () => {
    expect(readGateway()).toBeUndefined()
    tab.goTo('https://app.example.org/?sso-visit=1795262400000&ticket=ST-1-x')
    expect(readGateway()).toBeUndefined()
    startGateway(server, { clock })
    tab.goTo(app)
    expect(readGateway()).toBeUndefined()
  })

  test('is not made again for five minutes: no loop, whatever the page does', () => {
    startGateway(server, { clock })
    tab.comeBack()
    expect(startGateway(server, { clock })).toBe(false)
    readGateway()
    expect(startGateway(server, { clock })).toBe(false)
    clock.jump(299_000)
    expect(startGateway(server, { clock })).toBe(false)
    clock.jump(1000)
    expect(startGateway(server, { clock })).toBe(true)
  })

  test('a clock that was set back does not forbid it for ever', () => {
    startGateway(server, { clock })
    clock.jump(-86_400_000)
    expect(startGateway(server, { clock })).toBe(true)
  })

  test.each(['getItem', 'setItem'])('is not made where sessionStorage throws at %s', (method) => {
    Object.assign(sessionStorage, {
      [method]: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    })
    expect(startGateway(server, { clock })).toBe(false)
    expect(tab.visited).toEqual([])
    expect(readGateway()).toBeUndefined()
  })

  test.each([
    ['cas', {}, /^server: /],
    [server, { againAfterMs: -1 }, /^againAfterMs: /],
  ])('refuses bad input: %s %o', (address, options, sentence) => {
    expect(() => startGateway(address, options)).toThrow(sentence)
    expect(tab.visited).toEqual([])
  })
})

describe('signing in', () => {
  test('comes back to this page, or to the service that was named', () => {
    login(server)
    login(`${server}/`, { service: 'https://app.example.org/home' })
    expect(tab.visited.map((url) => new URL(url).searchParams.get('service'))).toEqual([
      app,
      'https://app.example.org/home',
    ])
  })
})

describe('staying signed in by a visit', () => {
  async function stateOf(setup: NonNullable<Parameters<typeof createCas>[0]>['setup']) {
    const { cas, session } = setStage({ setup: { ...setup } })
    cas.signIn('casuser')
    await session.check()
    return session
  }

  test('visits CAS by the gateway', async () => {
    const session = await stateOf({})
    expect(renewByGateway(session, { clock })).toBe(true)
    expect(tab.visited[0]).toContain('gateway=true')
  })

  test('a second click ten seconds later is a second visit, one before is not', async () => {
    const session = await stateOf({})
    renewByGateway(session, { clock })
    clock.jump(9000)
    expect(renewByGateway(session, { clock })).toBe(false)
    clock.jump(1000)
    expect(renewByGateway(session, { clock })).toBe(true)
  })

  test('stays where nobody is signed in', () => {
    const { session } = setStage()
    expect(renewByGateway(session, { clock })).toBe(false)
    expect(tab.visited).toEqual([])
  })

  test('is refused for a throttled session', async () => {
    const session = await stateOf({
      policy: { kind: 'throttled', timeToKillSeconds: 1800, timeInBetweenUsesSeconds: 2 },
    })
    expect(() => renewByGateway(session, { clock })).toThrow(
      expect.objectContaining({ kind: 'refused', evidence: { field: 'throttled' } }),
    )
    expect(tab.visited).toEqual([])
  })
})

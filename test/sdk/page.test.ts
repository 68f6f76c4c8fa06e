import { afterEach, describe, expect, test, vi } from 'vitest'
import { page } from '../../sdk/page.js'

afterEach(() => vi.unstubAllGlobals())

describe('in a page', () => {
  test('only a hidden document is invisible', () => {
    vi.stubGlobal('document', { visibilityState: 'hidden' })
    expect(page.visible()).toBe(false)
    vi.stubGlobal('document', { visibilityState: 'visible' })
    expect(page.visible()).toBe(true)
  })

  test.each(['visibilitychange', 'resume', 'pageshow', 'online'])('%s wakes it', (event) => {
    const target = new EventTarget()
    vi.stubGlobal('addEventListener', target.addEventListener.bind(target))
    const wake = vi.fn()
    const stop = page.onWake(wake)
    target.dispatchEvent(new Event(event))
    expect(wake).toHaveBeenCalledExactlyOnceWith(event)
    stop()
    target.dispatchEvent(new Event(event))
    expect(wake).toHaveBeenCalledOnce()
  })

  test('a page that becomes hidden does not wake', () => {
    const target = new EventTarget()
    vi.stubGlobal('addEventListener', target.addEventListener.bind(target))
    vi.stubGlobal('document', { visibilityState: 'hidden' })
    const wake = vi.fn()
    page.onWake(wake)
    target.dispatchEvent(new Event('visibilitychange'))
    expect(wake).not.toHaveBeenCalled()
  })

  test.each([
    ['app.example.org', 'sso.example.org', false],
    ['example.org', 'sso.example.org', false],
    ['sso.example.org', 'sso.example.org', false],
    ['app.example.com', 'sso.example.org', true],
    ['app.shop.co.uk', 'sso.shop.co.uk', false],
    ['shop.co.uk', 'other.co.uk', true],
    ['app.tum.de', 'sso.tum.de', false],
    ['app.ox.ac.uk', 'sso.ox.ac.uk', false],
    ['a.edu.au', 'b.edu.au', true],
    ['10.0.0.1', '192.168.0.1', true],
    ['localhost', 'localhost', false],
    ['localhost', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.1', false],
    ['app.internal', 'sso.internal', true],
  ])('a page on %s and a server on %s: cross-site %s', (here, there, crossSite) => {
    vi.stubGlobal('location', { hostname: here })
    expect(page.crossSite(`https://${there}/cas`)).toBe(crossSite)
  })

  test('leaving it is a navigation', () => {
    const assign = vi.fn()
    vi.stubGlobal('location', { assign })
    page.navigate('https://sso.example.org/cas/logout')
    expect(assign).toHaveBeenCalledExactlyOnceWith('https://sso.example.org/cas/logout')
  })
})

describe('in Node', () => {
  test('it is always visible, never wakes, and on no site', () => {
    expect(page.visible()).toBe(true)
    expect(() => page.onWake(() => {})()).not.toThrow()
    expect(page.crossSite('https://sso.example.org/cas')).toBe(false)
  })
})

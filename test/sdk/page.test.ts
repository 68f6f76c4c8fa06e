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
})

describe('in Node', () => {
  test('it is always visible and never wakes', () => {
    expect(page.visible()).toBe(true)
    expect(() => page.onWake(() => {})()).not.toThrow()
  })
})

import { afterEach, describe, expect, test, vi } from 'vitest'
import { page } from '../../sdk/page.js'

afterEach(() => vi.unstubAllGlobals())

describe('in a page', () => {
  test('only a hidden document is invisible', () => {
    vi.stubGlobal('document', { hidden: true })
    expect(page.visible()).toBe(false)
    vi.stubGlobal('document', { hidden: false })
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

  test('that a page becomes hidden is no cause to look', () => {
    const target = new EventTarget()
    vi.stubGlobal('addEventListener', target.addEventListener.bind(target))
    vi.stubGlobal('document', { hidden: true })
    const wake = vi.fn()
    page.onWake(wake)
    target.dispatchEvent(new Event('visibilitychange'))
    expect(wake).toHaveBeenCalledExactlyOnceWith(undefined)
  })

  test.each([
    [true, 1],
    [false, 0],
  ])(
    'a page shown from the back/forward cache (%s) wakes, a new one does not',
    (persisted, times) => {
      const target = new EventTarget()
      vi.stubGlobal('addEventListener', target.addEventListener.bind(target))
      const wake = vi.fn()
      page.onWake(wake)
      target.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }))
      expect(wake).toHaveBeenCalledTimes(times)
    },
  )
})

describe('in Node', () => {
  test('it is always visible and never wakes', () => {
    expect(page.visible()).toBe(true)
    expect(() => page.onWake(() => {})()).not.toThrow()
  })
})

// Containers and private windows: that a sign-in cookie is there is all that is known, and it is never mixed with the ordinary one.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createStage, minute, type Stage } from './stage.js'

let stage: Stage

beforeEach(() => {
  stage = createStage()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const tgcIn = (storeId: string) => ({ name: 'TGC', domain: '127.0.0.1', storeId })

/** The jar changes, and the browser tells of it. */
async function holds(...stores: readonly string[]): Promise<void> {
  const before = stage.browser.jar
  stage.browser.jar = stores.map(tgcIn)
  const changed = [...before, ...stage.browser.jar]
  for (const cookie of changed) {
    const told = { ...cookie, value: 'TGT-secret' }
    await stage.browser.cookies.onChanged.emit({ cookie: told, removed: false })
  }
  await vi.advanceTimersByTimeAsync(1000)
}

describe.each(['firefox-container-2', 'firefox-private', '1'])(
  'a sign-in cookie in %s',
  (store) => {
    test('is remembered, and makes us ask nobody', async () => {
      await stage.boot()
      await holds(store)
      expect(stage.record().elsewhere).toEqual([store])
      expect(stage.looks()).toBe(1)
      expect(stage.state()).toMatchObject({ status: 'signed-out', reason: 'never' })
    })

    test('is forgotten when it is gone', async () => {
      await stage.boot()
      await holds(store)
      await holds()
      expect(stage.record().elsewhere).toEqual([])
    })
  },
)

test('its value is never stored', async () => {
  await stage.boot()
  await holds('firefox-container-2')
  expect(JSON.stringify([...stage.browser.storage.session.values])).not.toContain('secret')
})

test('one that was there before is found by the open tabs of its container', async () => {
  stage.browser.jar = [tgcIn('firefox-container-3')]
  stage.browser.stores = ['firefox-default', 'firefox-container-3']
  await stage.boot()
  expect(stage.record().elsewhere).toEqual(['firefox-container-3'])
})

test('the store of a private window that was closed is forgotten at the next look', async () => {
  await stage.boot()
  await holds('1')
  const { getAll } = stage.browser.cookies
  stage.browser.cookies.getAll = async (details) => {
    if (details.storeId === '1') throw new Error('Invalid cookie store id: "1".')
    return getAll(details)
  }
  await stage.pass(6 * minute)
  expect(stage.record().elsewhere).toEqual([])
})

test('another cookie of a container is nothing to us', async () => {
  await stage.boot()
  stage.browser.jar = [tgcIn('firefox-container-2')]
  const other = { ...tgcIn('firefox-container-2'), name: 'JSESSIONID' }
  await stage.browser.cookies.onChanged.emit({ cookie: other, removed: false })
  await vi.advanceTimersByTimeAsync(1000)
  expect(stage.record().elsewhere).toBeUndefined()
})

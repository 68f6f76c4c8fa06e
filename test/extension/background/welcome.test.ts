// When the welcome page opens: once, for a person, and not where an organisation wants none.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStage, type Stage } from './stage.js'

let stage: Stage

beforeEach(async () => {
  stage = createStage()
  await stage.boot()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const page = 'moz-extension://our-extension/extension/welcome/welcome.html'

async function install(reason = 'install'): Promise<void> {
  void stage.browser.runtime.onInstalled.emit({ reason })
  await stage.settle()
}

test('it opens after the first installation', async () => {
  await install()
  expect(stage.browser.opened).toEqual([page])
})

test.each(['update', 'browser_update'])('not after %s', async (reason) => {
  await install(reason)
  expect(stage.browser.opened).toEqual([])
})

test('not where it is loaded from a folder, as its developers do again and again', async () => {
  stage.browser.installType = 'development'
  await install()
  expect(stage.browser.opened).toEqual([])
})

test('not where a policy forbids it', async () => {
  stage.browser.storage.managed.values.set('showWelcome', false)
  await install()
  expect(stage.browser.opened).toEqual([])
})

test('not where an organisation installed it with a policy that the browser reads late', async () => {
  stage.browser.installType = 'admin'
  await install()
  await vi.advanceTimersByTimeAsync(3500)
  stage.browser.storage.managed.values.set('showWelcome', false)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(stage.browser.opened).toEqual([])
})

test('it opens where an organisation installed it and says nothing of it', async () => {
  stage.browser.installType = 'admin'
  await install()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(stage.browser.opened).toEqual([page])
})

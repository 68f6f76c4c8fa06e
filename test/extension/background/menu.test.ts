// The button's menu and the keyboard's commands: what they offer, and what they do.
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createStage, type Stage } from './stage.js'

let stage: Stage

beforeEach(() => {
  stage = createStage()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

async function install(): Promise<void> {
  await stage.boot()
  await stage.browser.runtime.onInstalled.emit({ reason: 'update' })
  await stage.settle()
}

async function choose(menuItemId: string): Promise<void> {
  await stage.browser.contextMenus.onClicked.emit({ menuItemId })
  await stage.settle()
}

async function withSecondServer(): Promise<void> {
  const known = stage.browser.storage.local.values.get('settings') as { servers: object[] }
  const second = { url: 'http://127.0.0.1:8080/second', name: 'Second', source: 'isloggedin' }
  stage.browser.storage.local.values.set('settings', {
    ...known,
    servers: [...known.servers, second],
  })
}

describe('the menu', () => {
  test('offers nothing that can not be done', async () => {
    await install()
    expect(Object.fromEntries(stage.browser.menu)).toMatchObject({
      'check-now': { title: 'Check now', enabled: true },
      'sign-out': { title: 'Sign out', enabled: false },
      'sign-out-of-all': { visible: false },
      timeline: { title: 'Timeline' },
      settings: { title: 'Settings' },
    })
  })

  test('offers to sign out once somebody is signed in', async () => {
    await install()
    stage.cas.signIn('casuser')
    await choose('check-now')
    expect(stage.browser.menu.get('sign-out')).toMatchObject({ enabled: true })
  })

  test('says of which server, where there are several', async () => {
    await withSecondServer()
    stage.cas.signIn('casuser')
    await install()
    expect(stage.browser.menu.get('sign-out')?.title).toBe('Sign out of Example')
  })

  test('is made once, however often the extension is updated', async () => {
    await install()
    await install()
    expect(stage.browser.menu.size).toBe(5)
  })

  test('signs out', async () => {
    stage.cas.signIn('casuser')
    await install()
    await choose('sign-out')
    expect(stage.state()).toMatchObject({ reason: 'signed-out-here' })
  })

  test('opens the timeline', async () => {
    await install()
    await choose('timeline')
    expect(stage.browser.opened).toEqual([
      'moz-extension://our-extension/extension/timeline/timeline.html',
    ])
  })

  test('opens the settings', async () => {
    await install()
    await choose('settings')
    expect(stage.browser.opened).toEqual(['options'])
  })
})

describe('a command', () => {
  test.each(['check-now', 'sign-out'])('%s does what the menu does', async (command) => {
    await stage.boot()
    stage.cas.signIn('casuser')
    await stage.ask('check')
    const before = stage.looks()
    await stage.browser.commands.onCommand.emit(command)
    await stage.settle()
    expect(stage.looks()).toBeGreaterThan(before)
    expect(stage.state().status).toBe(command === 'sign-out' ? 'signed-out' : 'signed-in')
  })

  test('has keys only where it can do no harm', () => {
    const { commands } = JSON.parse(readFileSync('manifest.json', 'utf8'))
    const withKeys = Object.keys(commands).filter((name) => commands[name].suggested_key)
    expect(withKeys).toEqual(['_execute_action'])
  })
})

// From the welcome page to the sign-out without a pointer; what has the focus is always to be seen.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElementHandle } from 'puppeteer-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Tab } from '../../scripts/browser/tab.js'
import { until } from '../../scripts/browser/until.js'
import { forgetServer, readServer, useServers } from '../../scripts/journey/extension.js'
import { createScene, type Scene } from '../../scripts/journey/scene.js'
import { badgeShows, signIn, withPopup } from '../../scripts/journey/steps.js'
import { describeInBrowsers } from './browser.js'
import { Keyboard } from './keyboard.js'

describeInBrowsers('by keyboard', (driver) => {
  let scene: Scene
  const opened: Tab[] = []
  beforeEach(async () => {
    scene = await createScene(driver())
  })
  afterEach(async () => {
    for (const tab of opened.splice(0)) await tab.close()
    await scene.close()
  })

  async function openOptions(): Promise<Keyboard> {
    const options = await driver().openExtensionPage('extension/options/options.html')
    opened.push(options)
    await options.waitForText('Demo University')
    return new Keyboard(options)
  }

  test('from the welcome page to the first server', async () => {
    await forgetServer(driver())
    const welcome = await driver().openExtensionPage('extension/welcome/welcome.html')
    opened.push(welcome)
    await welcome.waitForButton('Set up')
    const onWelcome = new Keyboard(welcome)
    await onWelcome.goTo('Set up')
    await onWelcome.press('Enter')

    const options = await driver().findTab('extension/options/options.html')
    opened.push(options)
    await options.show()
    await options.waitForButton('Test and add')
    const keys = new Keyboard(options)
    await keys.goTo('Address of your sign-in page')
    await keys.type(`${scene.cas.url}/login`)
    await keys.press('Enter')
    await options.waitForText('was added')
    expect(await keys.focused()).toBe('Address of your sign-in page')
    expect(await readServer(driver())).toBe(scene.cas.url)
  })

  test('a setting is changed and changed back, and the focus stays in the page', async () => {
    const keys = await openOptions()
    await keys.goTo('Name shown in the popup')
    await keys.type('My university')
    await keys.goTo('More settings')
    await keys.tab.waitForText('Name shown in the popup: saved.')
    const before = await keys.goTo('Undo')
    await keys.press('Enter')
    await until('The old name', () => keys.tab.text().then((text) => !text.includes('My univ')))
    await keys.waitForFocus(`${before}`)
  })

  test('a server is removed and comes back', async () => {
    const keys = await openOptions()
    await keys.goTo('Remove')
    await keys.press(' ')
    await keys.tab.waitForText('Demo University was removed.')
    await keys.waitForFocus('Undo')
    await keys.press(' ')
    await keys.tab.waitForButton('Remove')
    await keys.waitForFocus('SSO pulse settings')
    await keys.goTo('Test again')
  })

  test('what is seldom needed is opened, and one of two is chosen by an arrow', async () => {
    const keys = await openOptions()
    await keys.goTo('More settings')
    await keys.press(' ')
    await keys.goTo('With one click, in the background')
    await keys.press('ArrowDown')
    await keys.tab.waitForText('Sign out: saved.')
    expect(await keys.focused()).toBe("On CAS's own page, which tells more applications")
    await keys.goBackTo('More settings')
    await keys.press('Enter')
    await until('The end of more', () => keys.tab.text().then((text) => !text.includes('cookie')))
    expect(await keys.focused()).toBe('More settings')
  })

  test('Escape closes the look at what an import would change', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sso-pulse-keyboard-'))
    try {
      const file = join(folder, 'settings.json')
      await writeFile(file, JSON.stringify({ version: 2, servers: [] }))
      const keys = await openOptions()
      await keys.goTo('Import a settings file')
      // The browser's own dialog lies outside of what a page or a test can reach.
      const field = await keys.tab.page.waitForSelector('input[type=file]')
      await (field as ElementHandle<HTMLInputElement>).uploadFile(file)
      await keys.tab.waitForButton('Import')
      await keys.goTo('Import')
      await keys.press('Escape')
      await keys.waitForFocus('Import a settings file')
      expect(await keys.tab.hasButton('Import')).toBe(false)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('the popup: a server of several is opened, told in detail, left, opened again and signed out of', async () => {
    await useServers(driver(), [
      { url: 'https://sso.example.edu/cas', name: 'Example College' },
      { url: scene.cas.url, name: 'Demo University' },
    ])
    await signIn(driver(), scene.cas.url, scene.appUrl)
    await withPopup(driver(), async (popup) => {
      await popup.waitForText('Signed in as casuser')
      const keys = new Keyboard(popup)
      expect(await keys.focused()).toMatch('Demo University')
      await keys.press('Tab')
      expect(await keys.focused()).toMatch('Example College')
      await keys.press('Enter')
      await keys.waitForFocus('Allow…')
      await keys.goBackTo('All servers')
      await keys.press('Enter')
      await popup.waitForText('Your sign-ins')
      expect(await keys.focused()).toMatch('Example College')

      await popup.page.keyboard.down('Shift')
      await keys.press('Tab')
      await popup.page.keyboard.up('Shift')
      await keys.press('Enter')
      await keys.waitForFocus('Sign out')
      await keys.goTo('Details')
      await keys.press('Enter')
      await popup.waitForText("Server's clock")
      await keys.press('Enter')
      await until('No details', () => popup.text().then((text) => !text.includes('clock')))
      await keys.goBackTo('Sign out')
      await keys.press('Enter')
      await popup.waitForText(/you signed out/i)
      await keys.waitForFocus('Not signed in')
      await keys.goTo('Sign in')
    })
    await badgeShows(driver(), /!/, /permission/i)
  })
})

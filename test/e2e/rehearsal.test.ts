// A rehearsal in real browsers: each state that it goes through shows on the toolbar and in the popup, marked.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Tab } from '../../scripts/browser/tab.js'
import { createScene, type Scene } from '../../scripts/journey/scene.js'
import { badgeShows, withPopup } from '../../scripts/journey/steps.js'
import { violations } from './axe.js'
import { describeInBrowsers } from './browser.js'

const violet = '#6f42c1'
const marked = (rest: string) => new RegExp(`^Rehearsal: .*${rest}`, 'i')
const minutes = (count: number) => Array<string>(count).fill('1 min later')

describeInBrowsers('a rehearsal', (driver, name) => {
  let scene: Scene
  let options: Tab
  beforeEach(async () => {
    scene = await createScene(driver())
    options = await driver().openExtensionPage('extension/options/options.html')
    await options.click('::-p-aria([name="Rehearse with a pretend server"][role="switch"])')
    await options.waitForButton('Signs in')
  })
  afterEach(async () => {
    expect(options.errors).toEqual([])
    // As a person closes it: that it is left is told to it.
    if (!options.page.isClosed()) await options.page.close({ runBeforeUnload: true })
    await scene.close()
  })

  async function press(...buttons: readonly string[]): Promise<void> {
    for (const button of buttons) {
      await options.page.waitForSelector('section:has(.rehearsed) button:not([aria-disabled])')
      await options.press(button)
      await options.page.waitForSelector('.rehearsed button:not([aria-disabled])')
    }
  }

  async function popupSays(words: RegExp): Promise<void> {
    await withPopup(driver(), async (popup) => {
      await popup.waitForText(words)
      expect(await popup.text()).toContain('Rehearsal: nothing here is real.')
    })
  }

  test.each<
    [state: string, buttons: readonly string[], badge: RegExp, title: string, popup: RegExp]
  >([
    ['nobody', [], /^$/, 'not signed in', /not signed in/i],
    ['signed in', ['Signs in'], /^(19|20)′$/, 'casuser', /signed in as casuser/i],
    ['the idle limit is near', ['Signs in', '10 min later'], /^9′$/, '', /still there/i],
    [
      'the time limit is near',
      [
        'Signs in',
        ...Array(3).fill(['10 min later', 'Opens an application']).flat(),
        '10 min later',
        'Opens an application',
        ...minutes(1),
        '10 min later',
      ],
      /^8′$/,
      '',
      /ends in 8 min/i,
    ],
    ['ended by not being used', ['Signs in', 'To the next limit'], /^!$/, 'not used', /not used/i],
    [
      'ended by an administrator',
      ['Signs in', 'An administrator ends it'],
      /^!$/,
      'elsewhere',
      /administrator/i,
    ],
    ['another user', ['Signs in', 'Another one signs in'], /^(19|20)′$/, 'casuser-2', /casuser-2/],
    ['an error', ['Signs in', 'Answers with an error'], /^\?$/, '', /can.t reach/i],
    ['no answer', ['Signs in', 'Does not answer'], /^\?$/, '', /can.t reach/i],
    [
      'mended',
      ['Signs in', 'Does not answer', 'Works again'],
      /^(19|20)′$/,
      'casuser',
      /signed in as casuser/i,
    ],
  ])('%s', async (_, buttons, badge, title, popup) => {
    await press(...buttons)
    await badgeShows(driver(), badge, marked(title))
    expect((await driver().badge()).color).toBe(violet)
    await popupSays(popup)
  })

  test('what is clicked in the popup is done: stay, sign out, sign in again', async () => {
    await press('Signs in', '10 min later')
    await withPopup(driver(), async (popup) => {
      await popup.press('Stay signed in')
      await popup.waitForText(/signed in as casuser/i)
      await popup.press('Sign out')
      await popup.waitForText(/you signed out/i)
      await popup.press('Sign in')
      await popup.waitForText(/signed in as casuser/i)
    })
    await badgeShows(driver(), /^(19|20)′$/, marked('casuser'))
  })

  test('what is real stays: it is one click away in the popup, and CAS is asked as before', async () => {
    await press('Signs in')
    await withPopup(driver(), async (popup) => {
      await popup.press('All servers')
      await popup.waitForText('Demo University')
      expect(await popup.text()).toMatch(/Rehearsal\s+Signed in as casuser/)
    })
    expect(scene.server.sessions()).toEqual([])
    expect(scene.server.requests.some(({ path }) => path.endsWith('/isloggedin'))).toBe(true)
  })

  test('it ends with its switch, and with its page', async () => {
    await press('Signs in')
    await badgeShows(driver(), /./, marked('casuser'))
    await options.click('::-p-aria([name="Rehearse with a pretend server"][role="switch"])')
    await badgeShows(driver(), /^$/, /^not signed in/i)
    await options.click('::-p-aria([name="Rehearse with a pretend server"][role="switch"])')
    await badgeShows(driver(), /^$/, marked('not signed in'))
    await options.page.close({ runBeforeUnload: true })
    await badgeShows(driver(), /^$/, /^not signed in/i)
  })

  // Colours are the same in both browsers.
  describe.each(name === 'chromium' ? (['light', 'dark'] as const) : [])('%s', (scheme) => {
    test('axe-core finds nothing in the settings nor in the popup', async () => {
      await driver().setPreferences({ colorScheme: scheme })
      await press('Signs in')
      await options.waitForText(/Rehearsal: Signed in as casuser/)
      expect(await violations(options)).toEqual([])
      await withPopup(driver(), async (popup) => {
        await popup.waitForText('Rehearsal: nothing here is real.')
        expect(await violations(popup)).toEqual([])
      })
    })
  })
})

// Notifications as the browsers take them: shown, not repeated by a new background, cleared by a snooze.
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../scripts/browser/until.js'
import { loopbackFolder, releaseFolder } from '../../scripts/build/folders.js'
import { lookNow, readServer } from '../../scripts/journey/extension.js'
import { createScene, type Scene } from '../../scripts/journey/scene.js'
import { badgeShows, signIn } from '../../scripts/journey/steps.js'
import { describeInBrowsers } from './browser.js'

const minute = 60_000

/** A click that allows notifications can't be answered in a headless Chromium: here they are allowed from the start. */
function withNotifications(target: 'chrome' | 'firefox'): string {
  const folder = `dist/${target}-notifications`
  cpSync(loopbackFolder[target], folder, { recursive: true })
  const file = join(folder, 'manifest.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  manifest.permissions.push('notifications')
  manifest.optional_permissions = []
  writeFileSync(file, JSON.stringify(manifest))
  return folder
}

describeInBrowsers(
  'a warning by notification',
  (driver) => {
    let scene: Scene
    beforeAll(async () => {
      scene = await createScene(driver())
      await driver().evaluate(`(() => {
        globalThis.toldClosed = []
        const { onClosed } = (globalThis.browser ?? chrome).notifications
        onClosed.addListener((id) => globalThis.toldClosed.push(id))
      })()`)
    })
    afterAll(() => scene?.close())

    const shown = async () =>
      (await driver().evaluate(
        '(globalThis.browser ?? chrome).notifications.getAll().then((all) => Object.keys(all))',
      )) as readonly string[]
    // A headless Firefox closes each at once.
    const appeared = async () => {
      const closed = (await driver().evaluate('globalThis.toldClosed')) as readonly string[]
      return [...closed, ...(await shown())]
    }

    test('is shown ten minutes before the end', async () => {
      await signIn(driver(), scene.cas.url, scene.appUrl)
      await badgeShows(driver(), /h/, /casuser/)
      await driver().evaluate(`(async () => {
        const { local } = (globalThis.browser ?? chrome).storage
        const { settings } = await local.get('settings')
        await local.set({ settings: { ...settings, warnings: { notify: true, minutes: [10, 2] } } })
      })()`)
      await scene.cas.pass(111 * minute)
      await lookNow(driver())
      const [id = ''] = await until('A notification', appeared, ({ length }) => length > 0)
      expect(id).toContain(scene.cas.url)
    })

    test('is not repeated by a background that starts anew', async () => {
      const before = await appeared()
      await driver().stopBackground()
      await lookNow(driver())
      expect(before).toHaveLength(1)
      expect(await appeared()).toEqual(before)
    })

    test('is cleared by a snooze', async () => {
      await driver().send({ type: 'snooze', server: await readServer(driver()) })
      expect(await shown()).toEqual([])
    })
  },
  { chrome: withNotifications('chrome'), firefox: withNotifications('firefox') },
)

describeInBrowsers(
  'the released extension',
  (driver) => {
    test('can not notify before somebody allows it', async () => {
      expect(await driver().evaluate('typeof (globalThis.browser ?? chrome).notifications')).toBe(
        'undefined',
      )
    })

    test('has a key for the popup, and commands without one', async () => {
      const commands = await driver().evaluate(`(globalThis.browser ?? chrome).commands.getAll()
        .then((all) => all.map(({ name, shortcut }) => name + ': ' + shortcut).sort())`)
      expect(commands).toEqual(['_execute_action: Alt+Shift+S', 'check-now: ', 'sign-out: '])
    })

    test('has a menu on its button', async () => {
      await until('The menu', () =>
        driver().evaluate(`(globalThis.browser ?? chrome).contextMenus
          .update('settings', { title: 'Settings' }).then(() => true, () => false)`),
      )
    })
  },
  releaseFolder,
)

// `npm run screenshots [name…]`: every state of the popup, and the console, in both browsers, light and dark, as PNG in docs/screenshots.
import { mkdir } from 'node:fs/promises'
import type { BrowserName, ColorScheme } from './browser/driver.js'
import { launchBrowser } from './browser/launch.js'
import { browserNames, howToInstall, provideBrowser } from './browsers.js'
import { buildExtension } from './build/extension.js'
import { loopbackFolder, targetOf } from './build/folders.js'
import { createScene } from './journey/scene.js'
import { withPopup } from './journey/steps.js'
import { consoleName, shootConsole } from './screenshots/console.js'
import { type PopupState, popupStates } from './screenshots/popup-states.js'

const folder = 'docs/screenshots'
const schemes: readonly ColorScheme[] = ['light', 'dark']

/** @param args only the states whose name contains one of these */
export async function main(args: readonly string[]): Promise<number> {
  const states = popupStates.filter(
    ({ name }) => args.length === 0 || args.some((arg) => name.includes(arg)),
  )
  const withConsole = args.length === 0 || args.includes(consoleName)
  if (states.length === 0 && !withConsole) {
    const names = [...popupStates.map(({ name }) => name), consoleName]
    console.error(`No state is called so: ${names.join(', ')}.`)
    return 2
  }
  await mkdir(folder, { recursive: true })
  let complete = true
  for (const browser of browserNames) {
    const program = provideBrowser(browser)
    if (program === undefined) {
      console.error(howToInstall(browser))
      complete = false
    } else {
      await shoot(browser, program, states, withConsole)
    }
  }
  return complete ? 0 : 1
}

async function shoot(
  browser: BrowserName,
  program: string,
  states: readonly PopupState[],
  withConsole: boolean,
): Promise<void> {
  const target = targetOf[browser]
  const extension = await buildExtension(target, {
    outDir: loopbackFolder[target],
    loopback: { servers: [] },
  })
  const driver = await launchBrowser(browser, { program, extension })
  try {
    for (const { name, setup, arrange, shows } of states) {
      for (const scheme of schemes) {
        await driver.setColorScheme(scheme)
        const scene = await createScene(driver, setup)
        try {
          await arrange(scene)
          const file = `${folder}/popup-${name}-${browser}-${scheme}.png` as const
          await withPopup(driver, async (popup) => {
            await popup.waitForText(shows)
            await popup.screenshot(file)
          })
          console.log(file)
        } finally {
          await scene.close()
        }
      }
    }
    for (const scheme of withConsole ? schemes : []) {
      await driver.setColorScheme(scheme)
      console.log(await shootConsole(driver, folder, scheme))
    }
  } finally {
    await driver.close()
  }
}

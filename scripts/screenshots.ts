// `npm run screenshots [name…]`: every state of the popup in both browsers, light and dark, as PNG in docs/screenshots.
import { mkdir } from 'node:fs/promises'
import type { BrowserName, ColorScheme } from './browser/driver.js'
import { launchBrowser } from './browser/launch.js'
import { browserNames, howToInstall, provideBrowser } from './browsers.js'
import { buildExtension } from './build/extension.js'
import { loopbackFolder, targetOf } from './build/folders.js'
import { createScene } from './journey/scene.js'
import { withPopup } from './journey/steps.js'
import { type PopupState, popupStates } from './screenshots/popup-states.js'

const folder = 'docs/screenshots'
const schemes: readonly ColorScheme[] = ['light', 'dark']

/** @param args only the states whose name contains one of these */
export async function main(args: readonly string[]): Promise<number> {
  const states = popupStates.filter(
    ({ name }) => args.length === 0 || args.some((arg) => name.includes(arg)),
  )
  if (states.length === 0) {
    console.error(`No state is called so: ${popupStates.map(({ name }) => name).join(', ')}.`)
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
      await shoot(browser, program, states)
    }
  }
  return complete ? 0 : 1
}

async function shoot(
  browser: BrowserName,
  program: string,
  states: readonly PopupState[],
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
  } finally {
    await driver.close()
  }
}

// `npm start`: an embedded CAS, a demo app and a browser with the extension, until Ctrl-C; or the whole journey by itself.
import type { BrowserName } from './browser/driver.js'
import { launchBrowser } from './browser/launch.js'
import { browserNames, findBrowser, howToInstall, provideBrowser, wanted } from './browsers.js'
import { checkJourney } from './start/check.js'
import { Closing, interrupted } from './start/closing.js'
import { printLiveLines } from './start/live.js'
import { type Order, readOrder, usage } from './start/order.js'
import { buildDemoExtension, type Stage, setStage } from './start/stage.js'

export async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage)
    return 0
  }
  let order: Order
  try {
    order = readOrder(args)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 2
  }
  const closing = new Closing()
  const interruption = interrupted()
  try {
    const run = order.check ? check(order, closing) : play(order, closing, interruption)
    const outcome = await Promise.race([run, interruption])
    return outcome === 'interrupted' ? (order.check ? 130 : 0) : outcome
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 1
  } finally {
    await closing.run()
  }
}

/** Without a window, on the embedded CAS and its clock. */
async function check({ browser = 'chromium' }: Order, closing: Closing): Promise<number> {
  const program = provideBrowser(browser)
  if (program === undefined) {
    console.error(howToInstall(browser))
    return 1
  }
  const { casUrl, appUrl, embedded } = await setStage(undefined, closing)
  if (!embedded) throw new Error('The journey needs the embedded CAS.')
  const extension = await buildDemoExtension(browser, casUrl)
  const driver = await launchBrowser(browser, { program, extension })
  closing.add(() => driver.close())
  console.log(`${await driver.version()}, CAS at ${casUrl}`)
  const cas = {
    url: casUrl,
    hasClock: true,
    async pass(ms: number) {
      embedded.cas.clock.advance(ms)
    },
  }
  return checkJourney({ driver, cas, appUrl })
}

/** For a person, with a window where there is a display. */
async function play(
  order: Order,
  closing: Closing,
  interruption: Promise<unknown>,
): Promise<number> {
  const stage = await setStage(order.server, closing)
  const browser = hasDisplay() ? chooseBrowser(order) : undefined
  if (browser === undefined) {
    await describeByHand(order, stage)
    printLiveLines(stage, closing)
    await interruption
    return 0
  }
  const extension = await buildDemoExtension(browser, stage.casUrl)
  const program = findBrowser(browser) ?? wanted[browser].title
  const driver = await launchBrowser(browser, { program, extension, headless: false })
  closing.add(() => driver.close())
  describeStage(stage)
  console.log(`${wanted[browser].title} has opened with the extension. Ctrl-C ends everything.`)
  if (browser === 'chromium') console.log('Its button is behind the puzzle piece until you pin it.')
  console.log('')
  printLiveLines(stage, closing)
  await driver.open(stage.appUrl)
  // Closing the window is a way to end, too.
  await Promise.race([interruption, driver.closed])
  return 0
}

function chooseBrowser({ browser }: Order): BrowserName | undefined {
  const candidates = browser === undefined ? browserNames : [browser]
  const chosen = candidates.find((name) => provideBrowser(name) !== undefined)
  if (chosen === undefined) for (const name of candidates) console.log(howToInstall(name))
  return chosen
}

function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY)
}

function describeStage({ casUrl, appUrl, embedded }: Stage): void {
  console.log(`CAS       ${casUrl}${embedded ? '   (in memory; sign in as casuser / Mellon)' : ''}`)
  console.log(`Demo app  ${appUrl}`)
  if (embedded) console.log(`Console   ${embedded.consoleUrl}   (its clock, sessions and failures)`)
}

async function describeByHand({ browser }: Order, stage: Stage): Promise<void> {
  const names = browser === undefined ? browserNames : [browser]
  describeStage(stage)
  for (const name of names) {
    const folder = await buildDemoExtension(name, stage.casUrl)
    const page = name === 'chromium' ? 'chrome://extensions' : 'about:debugging'
    console.log(`${wanted[name].title.padEnd(9)} load the folder ${folder} at ${page}`)
  }
  console.log('\nNo window was opened here. Ctrl-C ends everything.\n')
}

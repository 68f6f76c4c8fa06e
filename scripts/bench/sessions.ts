// What the page of everybody's sessions promises of five thousand, in real Chromium: when the first row is there after CAS answered, and what a keystroke costs.
import type { Page } from 'puppeteer-core'
import { createCas, listen } from '../../sdk/testing/node.js'
import type { Driver } from '../browser/driver.js'
import { launchBrowser } from '../browser/launch.js'
import { howToInstall, provideBrowser } from '../browsers.js'
import { buildExtension } from '../build/extension.js'
import { loopbackFolder } from '../build/folders.js'
import { useServers } from '../journey/extension.js'
import { report } from './goal.js'
import { tellFirstRow, timesOfKeystrokes } from './grid.js'
import { median } from './statistics.js'

const count = 5_000
const times = 20
const firstRowGoalMs = 200
const keystrokeGoalMs = 50
const typed = 'user1'.repeat(4).slice(0, times)

/** Prints its figures; resolves to whether every goal was reached. */
export async function benchSessions(): Promise<boolean> {
  const program = provideBrowser('chromium')
  if (program === undefined) throw new Error(howToInstall('chromium'))
  const extension = await buildExtension('chrome', {
    outDir: loopbackFolder.chrome,
    loopback: { servers: [] },
  })
  const listener = await listen(createFullCas())
  const driver = await launchBrowser('chromium', { program, extension })
  try {
    console.log(`\n${count} sessions in ${await driver.version()}`)
    const server = { url: listener.url, name: 'Full', administered: true } as const
    await useServers(driver, [server])
    const { page } = await driver.openExtensionPage('manifest.json')
    const firstRow = await timesToFirstRow(driver, page, listener.url)
    const keystrokes = await timesOfKeystrokes(page, typed)
    const unit = 'ms'
    return report([
      {
        what: `first row after the answer's last byte, median of ${firstRow.length}`,
        measured: Math.round(median(firstRow)),
        unit,
        goal: ['at most', firstRowGoalMs],
      },
      {
        what: `a keystroke in the search, median of ${keystrokes.length}`,
        measured: Math.round(median(keystrokes)),
        unit,
        goal: ['at most', keystrokeGoalMs],
      },
    ])
  } finally {
    await driver.close()
    await listener.close()
  }
}

function createFullCas() {
  const names = Array.from({ length: count }, (_, index) => `user${index}`)
  const users = Object.fromEntries(names.map((name) => [name, { password: 'Mellon' }]))
  const cas = createCas({ users })
  for (const name of names) cas.signIn(name, { browser: null, service: 'https://app.example.org/' })
  return cas
}

/** How long CAS takes for so many is its own matter. */
async function timesToFirstRow(driver: Driver, page: Page, server: string): Promise<number[]> {
  await page.evaluateOnNewDocument(tellFirstRow)
  const query = `?server=${encodeURIComponent(server)}`
  const measured: number[] = []
  for (let opening = 0; opening < times; opening++) {
    await page.goto(`${driver.extensionUrl}extension/sessions/sessions.html${query}`)
    await page.waitForFunction('globalThis.firstRowMs')
    measured.push(
      await page.evaluate(() => {
        const { firstRowMs } = globalThis as unknown as { readonly firstRowMs: number }
        const answers = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
        const answer = answers.find(({ name }) => name.includes('ssoSessions'))
        return firstRowMs - (answer?.responseEnd ?? Number.NaN)
      }),
    )
  }
  return measured
}

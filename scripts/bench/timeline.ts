// What the timeline promises of ten thousand rows, in real Chromium: when the first row is there, and what a keystroke in the filter costs.
import type { Page } from 'puppeteer-core'
import type { Driver } from '../browser/driver.js'
import { launchBrowser } from '../browser/launch.js'
import { howToInstall, provideBrowser } from '../browsers.js'
import { buildExtension } from '../build/extension.js'
import { loopbackFolder } from '../build/folders.js'
import { report } from './goal.js'
import { tellFirstRow, timesOfKeystrokes } from './grid.js'
import { median } from './statistics.js'

const rows = 10_000
const times = 20
const firstRowGoalMs = 200
const keystrokeGoalMs = 50
const typed = 'server-error 503 alarm'.slice(0, times)

/** Prints its figures; resolves to whether every goal was reached. */
export async function benchTimeline(): Promise<boolean> {
  const program = provideBrowser('chromium')
  if (program === undefined) throw new Error(howToInstall('chromium'))
  const extension = await buildExtension('chrome', {
    outDir: loopbackFolder.chrome,
    loopback: { servers: [] },
  })
  const driver = await launchBrowser('chromium', { program, extension })
  try {
    console.log(`\nThe timeline with ${rows} rows in ${await driver.version()}`)
    const { page } = await driver.openExtensionPage('manifest.json')
    await page.evaluate(fillTimeline, rows)
    const firstRow = await timesToFirstRow(driver, page)
    const keystrokes = await timesOfKeystrokes(page, typed)
    const unit = 'ms'
    return report([
      {
        what: `first row, median of ${firstRow.length}`,
        measured: Math.round(median(firstRow)),
        unit,
        goal: ['at most', firstRowGoalMs],
      },
      {
        what: `a keystroke in the filter, median of ${keystrokes.length}`,
        measured: Math.round(median(keystrokes)),
        unit,
        goal: ['at most', keystrokeGoalMs],
      },
      {
        what: 'the slowest keystroke',
        measured: Math.round(Math.max(...keystrokes)),
        unit,
        goal: ['at most', firstRowGoalMs],
      },
    ])
  } finally {
    await driver.close()
  }
}

/** Runs in an extension page: rows as the background writes them, of a session that meets a fault now and then. */
async function fillTimeline(count: number): Promise<void> {
  interface Storage {
    readonly storage: { readonly session: { set(entries: object): Promise<void> } }
  }
  const { session } = (globalThis as unknown as { chrome: Storage }).chrome.storage
  const begin = 1_770_000_000_000
  const chunk = 25
  const known = (fails: boolean) => ({
    status: 'signed-in',
    user: 'casuser',
    ...(fails && { trouble: 'server-error' }),
    deadlines: [
      { limit: 'idle', at: begin + 7_200_000, origin: 'server' },
      { limit: 'time', at: begin + 28_800_000, origin: 'server' },
    ],
  })
  const rowAt = (index: number) => {
    const askedAt = begin + index * 10_000
    const fails = index % 50 === 0
    const report = {
      signedIn: true,
      principal: 'casuser',
      session: 'CdXkTmmzhC0mfGGtWcHsTQ',
      timeLimitAt: begin + 28_800_000,
      idleLimitAt: begin + 7_200_000,
      now: askedAt + 20,
    }
    return {
      kind: 'look',
      at: askedAt + 40,
      server: 'https://sso.example.org/cas',
      source: 'isloggedin',
      cause: index % 3 ? 'alarm' : 'cookie',
      askedAt,
      outcome: fails ? { kind: 'server-error', httpStatus: 503 } : report,
      skewMs: 0,
      before: known(index % 50 === 1),
      after: known(fails),
    }
  }
  const entries: Record<string, unknown> = { timeline: { first: 0, next: count } }
  for (let row = 0; row < count; row += chunk) {
    const rows = Array.from({ length: chunk }, (_, of) => JSON.stringify(rowAt(row + of)))
    entries[`timeline ${row / chunk}`] = rows.join('\n')
  }
  await session.set(entries)
}

async function timesToFirstRow(driver: Driver, page: Page): Promise<number[]> {
  await page.evaluateOnNewDocument(tellFirstRow)
  const measured: number[] = []
  for (let opening = 0; opening < times; opening++) {
    await page.goto(`${driver.extensionUrl}extension/timeline/timeline.html`)
    const waited = await page.waitForFunction('globalThis.firstRowMs')
    measured.push(Number(await waited.jsonValue()))
    // The older ones come after it.
    await page.waitForFunction(`document.querySelector('[role=grid]').ariaRowCount > ${rows}`)
  }
  return measured
}

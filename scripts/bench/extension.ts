// What the extension promises of itself, in real Chromium: how fast the popup tells, how often CAS is asked, what a week costs in memory.
import type { CDPSession, Page } from 'puppeteer-core'
import type { Driver } from '../browser/driver.js'
import { launchBrowser } from '../browser/launch.js'
import { howToInstall, provideBrowser } from '../browsers.js'
import { buildExtension } from '../build/extension.js'
import { loopbackFolder } from '../build/folders.js'
import { lookNow } from '../journey/extension.js'
import { createScene, type Scene } from '../journey/scene.js'
import { signIn, user } from '../journey/steps.js'
import { keptBytes } from './heap-snapshot.js'
import { formatSpread, spread } from './statistics.js'

const openings = 20
/** In manifest.json. */
const plainText = 'manifest_version'
const popupGoalMs = 50
const requestsGoal = 13
const growthGoal = 1.05

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Prints its figures; resolves to whether every goal was reached. */
export async function benchExtension(): Promise<boolean> {
  const program = provideBrowser('chromium')
  if (program === undefined) throw new Error(howToInstall('chromium'))
  const extension = await buildExtension('chrome', {
    outDir: loopbackFolder.chrome,
    loopback: { servers: [] },
  })
  const driver = await launchBrowser('chromium', { program, extension })
  const lasting = { kind: 'time', maxTimeToLiveSeconds: 30 * 86_400 } as const
  const scene = await createScene(driver, { policy: lasting })
  try {
    await signIn(driver, scene.cas.url, scene.appUrl)
    await lookNow(driver)
    console.log(`\nThe extension in ${await driver.version()}`)
    const popup = await benchPopup(driver)
    const week = await benchWeek(driver, scene)
    return popup && week
  } finally {
    await scene.close()
    await driver.close()
  }
}

/** From the navigation to the first frame that tells the user's name; beside it a page without any of our code. */
async function benchPopup(driver: Driver): Promise<boolean> {
  const { page } = await driver.openExtensionPage('manifest.json')
  const strangers: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(driver.extensionUrl)) strangers.push(request.url())
  })
  await page.evaluateOnNewDocument(tellFirstFrame, [user.name, plainText])
  const times: number[] = []
  const plain: number[] = []
  for (let opening = 0; opening < openings; opening++) {
    times.push(await openPage(page, `${driver.extensionUrl}extension/popup/popup.html`))
    plain.push(await openPage(page, `${driver.extensionUrl}manifest.json`))
  }
  await page.close()
  const { middle } = spread(times)
  console.log(
    `  popup: ${formatSpread(spread(times))} ms to the first true frame, ${openings} openings, goal ${popupGoalMs}: ${verdict(middle <= popupGoalMs)}`,
  )
  console.log(
    `  popup: ${formatSpread(spread(plain))} ms is what this browser takes on this machine for a text without a script`,
  )
  console.log(
    `  popup: ${strangers.length} requests to a server, goal 0: ${verdict(strangers.length === 0)}`,
  )
  return middle <= popupGoalMs && strangers.length === 0
}

async function openPage(page: Page, url: string): Promise<number> {
  await page.goto(url)
  const waited = await page.waitForFunction('globalThis.firstTrueFrameMs')
  return Number(await waited.jsonValue())
}

/** Runs in a page before its own code does. */
function tellFirstFrame(expected: readonly string[]): void {
  const observer = new MutationObserver(() => {
    if (!expected.some((text) => document.body?.innerText.includes(text))) return
    observer.disconnect()
    requestAnimationFrame(() => {
      // A message comes after the frame that this callback belongs to.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => Object.assign(globalThis, { firstTrueFrameMs: performance.now() })
      port2.postMessage(null)
    })
  })
  observer.observe(document, { childList: true, subtree: true, characterData: true })
}

/** A week from alarm to alarm in the real worker, whose clock is turned. */
async function benchWeek(driver: Driver, { server }: Scene): Promise<boolean> {
  const { page } = await driver.openExtensionPage('manifest.json')
  const target = await page.browser().waitForTarget((each) => each.type() === 'service_worker')
  const worker = await target.createCDPSession()
  await evaluate(worker, `(${turnClock.toString()})()`)
  // The next alarm was set before anybody listened.
  await lookNow(driver)
  const begin = await evaluate(worker, 'Date.now()')
  const asked = server.requests.length
  const heap: number[] = []
  let now = begin
  for (let day = 1; day <= 7; day++) {
    while (now < begin + day * dayMs) {
      const next = await evaluate(worker, 'nextAlarmAt')
      server.clock.advance(next - now)
      now = next
      await evaluate(worker, 'ring()')
    }
    heap.push(await heapAfterCollection(worker))
  }
  const perHour = (server.requests.length - asked) / ((now - begin) / hourMs)
  const [first = Number.NaN] = heap
  const growth = (heap.at(-1) ?? Number.NaN) / first
  console.log(
    `  a stable session: ${perHour.toFixed(1)} requests an hour, goal ${requestsGoal}: ${verdict(perHour <= requestsGoal)}`,
  )
  console.log(
    `  heap of the background after each day of a week: ${heap.map((bytes) => `${(bytes / 1024).toFixed(0)} kB`).join(', ')}`,
  )
  console.log(
    `  day 7 has ${growth.toFixed(3)} of day 1, goal ${growthGoal}: ${verdict(growth <= growthGoal)}`,
  )
  await worker.detach()
  return perHour > 1 && perHour <= requestsGoal && growth <= growthGoal
}

/** Runs in the worker: alarms are noted and not set, and `ring` lets time pass until the next one. */
function turnClock(): void {
  interface Alarms {
    create(name: string, info: { readonly when: number }): void
    readonly onAlarm: { dispatch(alarm: { name: string; scheduledTime: number }): void }
  }
  // Of the worker's globals only Chrome's own API is of use here, and TypeScript of this file has other ones.
  const { alarms } = (globalThis as unknown as { chrome: { alarms: Alarms } }).chrome
  const systemNow = Date.now.bind(Date)
  let passed = 0
  let wasSet = () => {}
  const turned = {
    nextAlarmAt: 0,
    ring: () =>
      new Promise<void>((resolve) => {
        wasSet = resolve
        const { nextAlarmAt } = turned
        passed += Math.max(0, nextAlarmAt - Date.now())
        alarms.onAlarm.dispatch({ name: 'boundary', scheduledTime: nextAlarmAt })
      }),
  }
  Date.now = () => systemNow() + passed
  alarms.create = (_, { when }) => {
    Object.defineProperty(globalThis, 'nextAlarmAt', { value: when, configurable: true })
    turned.nextAlarmAt = when
    wasSet()
  }
  Object.assign(globalThis, { ring: turned.ring })
}

/** What is kept, without what V8 makes more of the longer it runs, up to a point: code, and a cache. */
async function heapAfterCollection(worker: CDPSession): Promise<number> {
  const chunks: string[] = []
  const collect = ({ chunk }: { readonly chunk: string }) => void chunks.push(chunk)
  worker.on('HeapProfiler.addHeapSnapshotChunk', collect)
  await worker.send('HeapProfiler.collectGarbage')
  await worker.send('HeapProfiler.takeHeapSnapshot', {})
  worker.off('HeapProfiler.addHeapSnapshotChunk', collect)
  return keptBytes(JSON.parse(chunks.join('')))
}

async function evaluate(worker: CDPSession, expression: string): Promise<number> {
  const { result, exceptionDetails } = await worker.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
  })
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? expression)
  return Number(result.value)
}

function verdict(reached: boolean): string {
  return reached ? 'reached' : 'missed'
}

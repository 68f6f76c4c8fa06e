// A tester's way: watch a journey, find the end in the timeline, hand it on, and see it again from the file.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElementHandle } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Tab } from '../../scripts/browser/tab.js'
import { until } from '../../scripts/browser/until.js'
import { lookNow } from '../../scripts/journey/extension.js'
import { createScene, type Scene } from '../../scripts/journey/scene.js'
import { badgeShows, signIn } from '../../scripts/journey/steps.js'
import { replay } from '../../sdk/testing/index.js'
import { readTimeline } from '../../sdk/timeline.js'
import { describeInBrowsers } from './browser.js'

const page = 'extension/timeline/timeline.html'

describeInBrowsers('the timeline', (driver) => {
  let scene: Scene
  let timeline: Tab
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sso-pulse-timeline-'))
    await driver().saveDownloadsIn(folder)
    scene = await createScene(driver())
    await driver().send({ type: 'clear-timeline' })
    await signIn(driver(), scene.cas.url, scene.appUrl)
    await badgeShows(driver(), /./, /casuser/)
    await driver().send({ type: 'mark', text: 'step 1: casuser is signed in' })
    const heal = scene.server.fail({ path: 'isloggedin', status: 503 })
    await lookNow(driver())
    heal()
    await lookNow(driver())
    // What was written down outlives the background.
    await driver().stopBackground()
    scene.server.endSession({ user: 'casuser' })
    await lookNow(driver())
  })
  afterEach(async () => {
    expect(timeline.errors).toEqual([])
    await timeline.close()
  })
  afterAll(async () => {
    await scene?.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function open(): Promise<Tab> {
    timeline = await driver().openExtensionPage(page)
    await timeline.waitForText('Ended elsewhere')
    return timeline
  }

  const keyIn = async (...keys: readonly ('End' | 'p' | 'n' | 'm')[]) => {
    await timeline.page.focus('[role=grid]')
    for (const key of keys) await timeline.page.keyboard.press(key)
  }
  const inDetails = (text: string | RegExp) =>
    until(
      'The details',
      () => timeline.page.$eval('.details', ({ textContent }) => textContent ?? '').catch(() => ''),
      (found) => (typeof text === 'string' ? found.includes(text) : text.test(found)),
    )

  async function chooseFile(path: string): Promise<void> {
    const input = (await timeline.page.waitForSelector(
      'input[type=file]',
    )) as ElementHandle<HTMLInputElement>
    await input.uploadFile(path)
  }

  test('tells of a sign-in, a fault and an end, with the reason', async () => {
    await open()
    const text = await timeline.text()
    for (const words of ['Signed in as casuser', 'HTTP 503', 'Ended elsewhere', 'cookie']) {
      expect(text).toContain(words)
    }
  })

  test('leads from change to change by keys', async () => {
    await open()
    await keyIn('End', 'p', 'n')
    await inDetails(/Known after.*Ended elsewhere/)
    await keyIn('p')
    await inDetails(/Known before.*Known after.*Signed in as casuser/)
    await keyIn('p')
    await inDetails('server-error, HTTP 503')
  })

  test('a mark that is typed is the newest row, at once', async () => {
    await open()
    await keyIn('m')
    await timeline.page.keyboard.type('step 2 started')
    await timeline.page.keyboard.press('Enter')
    await timeline.waitForText('Mark: step 2 started')
  })

  test('is found in by words', async () => {
    await open()
    await timeline.fill('input[type=search]', 'server-error')
    await timeline.waitForText(/[12] of \d+ rows/)
    const found = await timeline.page.$$eval('tbody tr', (rows) => rows.map((row) => row.innerText))
    expect(found.every((row) => row.includes('HTTP 503'))).toBe(true)
  })

  test('travels as a file without names, and is seen again apart from live rows', async () => {
    await open()
    await timeline.press('Export…')
    await timeline.waitForText(/users 1, servers 1/)
    await timeline.click('a[download]')
    const file = join(folder, 'sso-pulse-timeline.json')
    const text = await until('The file', () => readFile(file, 'utf8').catch(() => ''))
    expect(text).not.toMatch(/casuser|127\.0\.0\.1|TG[CT]/)
    expect(readTimeline(text).redaction).toBe('pseudonyms')
    const { session, play } = replay(text)
    await play()
    expect(session.state).toMatchObject({ reason: 'ended-elsewhere', user: 'user 1' })

    await chooseFile(file)
    await timeline.waitForText(/From a file, not live: .*sso-pulse-timeline\.json/)
    await timeline.waitForText('Signed in as user 1')
    await driver().send({ type: 'mark', text: 'live' })
    expect(await timeline.text()).not.toContain('Mark: live')
    await timeline.press('Back to the live rows')
    await timeline.waitForText('Mark: live')

    await writeFile(file, text.slice(0, 100))
    await chooseFile(file)
    await timeline.waitForText('is not JSON: it was cut off, or is no timeline.')
    expect(await timeline.text()).toContain('Mark: live')
    await rm(file)
  })

  test('fits 320 pixels', async () => {
    await open()
    await timeline.page.setViewport({ width: 320, height: 640 })
    const tooWide = () =>
      timeline.page.evaluate(() =>
        document.documentElement.scrollWidth > document.documentElement.clientWidth
          ? [...document.querySelectorAll('main *')]
              .filter((each) => each.getBoundingClientRect().right > innerWidth)
              .map((each) => each.outerHTML.slice(0, 80))
          : [],
      )
    await until('What is too wide', tooWide, ({ length }) => length === 0)
  })
})

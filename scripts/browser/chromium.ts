// Chromium over the DevTools protocol, with the extension installed at run time.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, CDPSession, CreatePageOptions, Page, Target } from 'puppeteer-core'
import { Driver, type LaunchOptions, type Preferences, start } from './driver.js'
import type { Profile } from './profile.js'
import { Tab } from './tab.js'
import { until } from './until.js'

export function launchChromium(options: LaunchOptions): Promise<Driver> {
  return start(options, {
    name: 'chromium',
    puppeteer: {
      pipe: true,
      enableExtensions: true,
      // As root the sandbox refuses to start.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      // Tabs in the background are slowed down, as a person's are.
      ignoreDefaultArgs: [
        '--disable-background-timer-throttling',
        '--disable-backgrounding-occluded-windows',
        '--disable-renderer-backgrounding',
      ],
    },
    install: async (browser, folder) => {
      const [installed] = (await browser.extensions()).keys()
      return installed ?? browser.installExtension(folder)
    },
    drive: (browser, profile, id) => new ChromiumDriver(browser, profile, id),
  })
}

/** Chromium's mark (a bit of `creation_flags`) of what a driver installed: it is uninstalled at the next start. */
const fromDriver = 1 << 15

/** As if a person had installed it: who loads what no store signed has the developer mode on. */
async function keepInstalled(profile: string, id: string): Promise<void> {
  const file = join(profile, 'Default', 'Preferences')
  const preferences = JSON.parse(await readFile(file, 'utf8'))
  const { extensions } = preferences
  extensions.ui = { ...extensions.ui, developer_mode: true }
  extensions.settings[id].creation_flags &= ~fromDriver
  await writeFile(file, JSON.stringify(preferences))
}

class ChromiumDriver extends Driver {
  readonly name = 'chromium'
  readonly extensionUrl: string
  readonly #id: string
  #preferences: Preferences = {}
  /** Emulation lasts as long as its session, so they are kept. */
  readonly #preferring = new Map<Page, CDPSession>()
  /** As above, while offline. */
  readonly #offline = new Set<CDPSession>()

  constructor(browser: Browser, profile: Profile, id: string) {
    super(browser, profile)
    this.#id = id
    this.extensionUrl = `chrome-extension://${id}/`
  }

  openExtensionPage(path: string, options?: CreatePageOptions): Promise<Tab> {
    return this.open(this.extensionUrl + path, options)
  }

  async openPopup(): Promise<Tab> {
    const extension = (await this.browser.extensions()).get(this.#id)
    if (!extension) throw new Error('Chromium no longer lists the extension.')
    const [front = await this.newPage()] = await this.browser.pages()
    await front.bringToFront()
    const known = new Set(this.browser.targets())
    await extension.triggerAction(front)
    const target = await this.browser.waitForTarget(
      (candidate) =>
        candidate.type() === 'page' &&
        candidate.url().startsWith(this.extensionUrl) &&
        !known.has(candidate),
    )
    return new Tab(await this.#prepare(await target.asPage()))
  }

  async stopBackground(): Promise<void> {
    const [page = await this.newPage()] = await this.browser.pages()
    const session = await page.createCDPSession()
    let stopped = false
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      // Once is enough: an open popup can wake the next one at any moment.
      stopped ||= versions.some(({ runningStatus }) => runningStatus === 'stopped')
    })
    await session.send('ServiceWorker.enable')
    await until('The end of the service worker', async () => {
      // One that is still starting takes no notice of the first order.
      if (!stopped) await session.send('ServiceWorker.stopAllWorkers')
      return stopped
    })
    await session.detach()
  }

  async crash({ page }: Tab): Promise<void> {
    const crashed = new Promise<void>((resolve) => page.once('error', () => resolve()))
    const session = await page.createCDPSession()
    // It is never answered: nobody is left to do so.
    session.send('Page.crash').catch(() => undefined)
    await crashed
  }

  async freeze({ page }: Tab): Promise<() => Promise<void>> {
    const session = await page.createCDPSession()
    await session.send('Page.enable')
    await session.send('Page.setWebLifecycleState', { state: 'frozen' })
    return async () => {
      await session.send('Page.setWebLifecycleState', { state: 'active' })
      await session.detach()
    }
  }

  async putIntoContainer(): Promise<void> {
    throw new Error('Chromium has no containers.')
  }

  async setOffline(offline: boolean): Promise<void> {
    this.browser.off('targetcreated', this.#cutOff)
    if (offline) {
      this.browser.on('targetcreated', this.#cutOff)
      await Promise.all(this.browser.targets().map(this.#cutOff))
      return
    }
    const sessions = [...this.#offline]
    this.#offline.clear()
    await Promise.all(sessions.map((session) => session.detach()))
  }

  async setPreferences(preferences: Preferences): Promise<void> {
    this.#preferences = preferences
    // The browser does not list popups among its pages.
    const pages = [...(await this.browser.pages()), ...this.#preferring.keys()]
    await Promise.all([...new Set(pages)].map((page) => this.#prepare(page)))
  }

  /** Headless Chromium shows no prompt and `request()` never settles; with this it resolves at once. */
  async allowHosts(pattern: string): Promise<void> {
    const page = await this.browser.newPage()
    await page.goto('chrome://extensions')
    await page.evaluate(
      `chrome.developerPrivate.addHostPermission(${JSON.stringify(this.#id)}, ${JSON.stringify(pattern)})`,
    )
    await page.close()
  }

  async saveDownloadsIn(folder: string): Promise<void> {
    // Lasts as long as its session, so that is kept.
    const session = await this.browser.target().createCDPSession()
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder })
  }

  override async close(): Promise<void> {
    await super.close()
    if (this.profile.lasting) await keepInstalled(this.profile.folder, this.#id)
  }

  protected override async newPage(options?: CreatePageOptions): Promise<Page> {
    return this.#prepare(await super.newPage(options))
  }

  protected async openBystander(): Promise<Page> {
    const page = await this.newPage()
    await page.goto(`${this.extensionUrl}manifest.json`)
    return page
  }

  async #prepare(page: Page): Promise<Page> {
    const { colorScheme = 'light', forcedColors, reducedMotion } = this.#preferences
    const session = this.#preferring.get(page) ?? (await page.createCDPSession())
    this.#preferring.set(page, session)
    page.once('close', () => this.#preferring.delete(page))
    // Puppeteer's own call knows no forced colours.
    await session.send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'prefers-color-scheme', value: colorScheme },
        { name: 'prefers-reduced-motion', value: reducedMotion ? 'reduce' : 'no-preference' },
        { name: 'forced-colors', value: forcedColors ? 'active' : 'none' },
      ],
    })
    return page
  }

  readonly #cutOff = async (target: Target): Promise<void> => {
    if (target.type() !== 'page' && target.type() !== 'service_worker') return
    const session = await target.createCDPSession()
    this.#offline.add(session)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', {
      offline: true,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    })
  }
}

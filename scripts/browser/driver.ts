// One way to drive the extension in a real browser; chromium.ts and firefox.ts fill in what they do differently.
import { resolve } from 'node:path'
import puppeteer, {
  type Browser,
  type CreatePageOptions,
  type Page,
  type LaunchOptions as PuppeteerOptions,
} from 'puppeteer-core'
import { leaveProfile, openProfile, type Profile } from './profile.js'
import { Tab } from './tab.js'
import { until } from './until.js'

export type BrowserName = 'chromium' | 'firefox'

export interface LaunchOptions {
  /** The browser's program. */
  readonly program: string
  /** The folder of the built extension. */
  readonly extension: string
  readonly headless?: boolean
  /** The folder of a profile in which all is as the last browser left it; default: a new one, gone with the browser. */
  readonly profile?: string
}

/** What the toolbar shows. */
export interface Badge {
  readonly text: string
  readonly title: string
  /** Hexadecimal, `#rrggbb`. */
  readonly color: string
}

export type ColorScheme = 'light' | 'dark'

/** What a person told the system; what is absent is as it usually is. */
export interface Preferences {
  readonly colorScheme?: ColorScheme
  /** Few colours, and all of them the system's own: Windows' high contrast. */
  readonly forcedColors?: boolean
  readonly reducedMotion?: boolean
}

/** The part of the WebExtension API that the driver asks an extension page for. */
interface ExtensionApi {
  readonly action: {
    getBadgeText(details: object): Promise<string>
    getTitle(details: object): Promise<string>
    getBadgeBackgroundColor(details: object): Promise<readonly number[]>
  }
  readonly runtime: { sendMessage(message: unknown): Promise<unknown> }
}

export interface ContainerCookie {
  readonly host: string
  readonly path: string
  readonly name: string
  readonly value: string
}

export abstract class Driver {
  abstract readonly name: BrowserName
  /** Ends with a slash. */
  abstract readonly extensionUrl: string
  /** Resolves when the browser is gone, whoever closed it. */
  readonly closed: Promise<void>
  protected readonly browser: Browser
  protected readonly profile: Profile
  #bystander: Promise<Page> | undefined

  constructor(browser: Browser, profile: Profile) {
    this.browser = browser
    this.profile = profile
    this.closed = new Promise((resolve) => browser.once('disconnected', () => resolve()))
  }

  /** Name and version of the browser. */
  version(): Promise<string> {
    return this.browser.version()
  }

  async open(url: string, options?: CreatePageOptions): Promise<Tab> {
    const page = await this.newPage(options)
    await page.goto(url)
    return new Tab(page)
  }

  /** As `open`, in a window of its own: the front tab of each window is visible, whatever lies in the others. */
  openWindow(url: string): Promise<Tab> {
    return this.open(url, { type: 'window' })
  }

  /** An extension page in a tab, such as `extension/options/options.html`; or in a window of its own. */
  abstract openExtensionPage(path: string, options?: CreatePageOptions): Promise<Tab>
  /** The popup: the real one where the browser's protocol can open it, else its page in a tab. */
  abstract openPopup(): Promise<Tab>
  /** Ends the background as the browser does when it is idle; the next event starts it again. */
  abstract stopBackground(): Promise<void>
  /** Ends the process that the tab's page runs in; the empty tab stays. */
  abstract crash(tab: Tab): Promise<void>
  /** Stops a tab in the background, as a browser does to save power; resolves to what lets it go on. */
  abstract freeze(tab: Tab): Promise<() => Promise<void>>
  /** Puts a session cookie into the jar of a container (Firefox), as a sign-in there would. */
  abstract putIntoContainer(container: number, cookie: ContainerCookie): Promise<void>
  abstract setOffline(offline: boolean): Promise<void>
  /** Holds for all pages, those that are open and those to come. */
  abstract setPreferences(preferences: Preferences): Promise<void>
  /** The next real click that asks for these hosts is answered with yes. */
  abstract allowHosts(pattern: string): Promise<void>

  /** Whatever is downloaded from now on lies there, and nobody is asked. */
  abstract saveDownloadsIn(folder: string): Promise<void>

  async badge(): Promise<Badge> {
    const page = await this.#extensionBystander()
    const { text, title, rgb } = await page.evaluate(async () => {
      // Runs in the extension's page, where these globals are and TypeScript's of this file are not.
      const { browser, chrome } = globalThis as unknown as Record<string, ExtensionApi>
      const api = (browser ?? chrome) as ExtensionApi
      const [text, title, rgb] = await Promise.all([
        api.action.getBadgeText({}),
        api.action.getTitle({}),
        api.action.getBadgeBackgroundColor({}),
      ])
      return { text, title, rgb: [...rgb] }
    })
    const color = `#${rgb
      .slice(0, 3)
      .map((part) => part.toString(16).padStart(2, '0'))
      .join('')}`
    return { text, title, color }
  }

  /** Sends a message to the background and resolves to its answer. */
  async send(message: unknown): Promise<unknown> {
    const page = await this.#extensionBystander()
    return page.evaluate((sent) => {
      // As above; a function for another page can't share code with this file.
      const { browser, chrome } = globalThis as unknown as Record<string, ExtensionApi>
      return ((browser ?? chrome) as ExtensionApi).runtime.sendMessage(sent)
    }, message)
  }

  /** Evaluates JavaScript in a page with the extension's rights that runs none of its code. */
  async evaluate(expression: string): Promise<unknown> {
    const page = await this.#extensionBystander()
    return page.evaluate(expression)
  }

  /** A tab that the browser or a page opened, once it is there. */
  async findTab(address: string): Promise<Tab> {
    const find = async () => {
      for (const page of await this.browser.pages()) {
        // Asked of the page itself: Firefox reports no address for an extension's page.
        const href = await page.evaluate(() => location.href).catch(() => '')
        if (href.includes(address)) return page
      }
      return undefined
    }
    const page = await until(`A tab with ${address}`, find)
    if (!page) throw new Error(`There is no tab with ${address}.`)
    return new Tab(page)
  }

  /** Installs what lies in the folder now over what is installed, as an update from a store does. */
  async update(folder: string): Promise<void> {
    // A page of the extension that was ends with it.
    const bystander = await this.#bystander
    this.#bystander = undefined
    await bystander?.close()
    await this.browser.installExtension(resolve(folder))
  }

  /** The addresses of all open tabs. */
  async urls(): Promise<readonly string[]> {
    return (await this.browser.pages()).map((page) => page.url())
  }

  async clearCookies(): Promise<void> {
    await this.browser.deleteCookie(...(await this.browser.cookies()))
  }

  /** Resolves when the browser has ended and its profile folder, unless that lasts, is gone. */
  async close(): Promise<void> {
    await this.browser.close()
    await leaveProfile(this.profile)
  }

  protected newPage(options?: CreatePageOptions): Promise<Page> {
    return this.browser.newPage(options)
  }

  protected abstract openBystander(): Promise<Page>

  /** One quiet tab with the extension's rights, opened when it is first needed. */
  #extensionBystander(): Promise<Page> {
    this.#bystander ??= this.openBystander()
    return this.#bystander
  }
}

/** What each browser does in its own way. */
interface Start<T extends Driver> {
  readonly name: BrowserName
  readonly puppeteer: PuppeteerOptions
  /** Resolves to the extension's id. @param lasting it may be there already, and shall be there at the next start */
  readonly install: (browser: Browser, folder: string, lasting: boolean) => Promise<string>
  readonly drive: (browser: Browser, profile: Profile, id: string) => T
}

/** Starts a browser with the extension; when that fails, nothing is left behind. */
export async function start<T extends Driver>(
  { program, extension, headless = true, profile: lasting }: LaunchOptions,
  { name, puppeteer: own, install, drive }: Start<T>,
): Promise<T> {
  const profile = await openProfile(name, lasting)
  let browser: Browser | undefined
  try {
    browser = await puppeteer.launch({
      executablePath: program,
      headless,
      defaultViewport: headless ? { width: 800, height: 600 } : null,
      userDataDir: profile.folder,
      // Who started the browser decides what a signal means.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      ...own,
    })
    return drive(browser, profile, await install(browser, resolve(extension), profile.lasting))
  } catch (error) {
    await browser?.close()
    await leaveProfile(profile)
    throw error
  }
}

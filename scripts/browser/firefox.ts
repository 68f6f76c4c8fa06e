// Firefox over WebDriver BiDi; what BiDi lacks is asked of the browser's own window.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, CreatePageOptions, Page } from 'puppeteer-core'
import { archive, filesIn } from '../package/archive.js'
import {
  type ContainerCookie,
  Driver,
  type LaunchOptions,
  type Preferences,
  start,
} from './driver.js'
import type { Profile } from './profile.js'
import { Tab } from './tab.js'

/** Firefox gives each installation a random address unless it is told one. */
const uuid = '8f6a2c1e-54d7-4c0b-9c35-0d2b7f1ea6c4'

export async function launchFirefox(options: LaunchOptions): Promise<Driver> {
  const geckoId = await readGeckoId(options.extension)
  return start(options, {
    name: 'firefox',
    puppeteer: {
      browser: 'firefox',
      // Without it Firefox refuses to open moz-extension pages for a driver.
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: {
        'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: uuid }),
        'extensions.webextOptionalPermissionPrompts': options.headless === false,
        'network.disable-localhost-when-offline': true,
        'devtools.jsonview.enabled': false,
        // Nothing is signed here; a released Firefox insists on it.
        'xpinstall.signatures.required': false,
      },
    },
    install: async (browser, folder, lasting) => {
      if (!lasting) return browser.installExtension(folder)
      if (!(await isInstalled(browser, geckoId))) await installForGood(browser, folder)
      return geckoId
    },
    drive: (browser, profile, id) => new FirefoxDriver(browser, profile, id),
  })
}

/** What lies in a folder is temporary, gone with the browser; an archive may stay. */
async function installForGood(browser: Browser, folder: string): Promise<void> {
  const value = Buffer.from(archive(await filesIn(folder))).toString('base64')
  await connectionOf(browser).send('webExtension.install', {
    extensionData: { type: 'base64', value },
    'moz:permanent': true,
  })
}

async function isInstalled(browser: Browser, id: string): Promise<boolean> {
  const found = await runInWindow(
    browser,
    `return (await AddonManager.getAddonByID(${JSON.stringify(id)})) !== null`,
  )
  return found === true
}

async function readGeckoId(folder: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
  const { browser_specific_settings: settings } = manifest as {
    browser_specific_settings?: { gecko?: { id?: string } }
  }
  const id = settings?.gecko?.id
  if (id === undefined) throw new Error(`${folder}/manifest.json has no gecko id.`)
  return id
}

/** What puppeteer hides: its BiDi connection. */
interface BidiConnection {
  send(method: string, params: object): Promise<{ readonly result: unknown }>
}
interface Tree {
  readonly contexts: readonly { readonly context: string }[]
}
type Evaluated =
  | { readonly type: 'success'; readonly result: { readonly value?: unknown } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } }

class FirefoxDriver extends Driver {
  readonly name = 'firefox'
  readonly extensionUrl = `moz-extension://${uuid}/`
  readonly #geckoId: string

  constructor(browser: Browser, profile: Profile, geckoId: string) {
    super(browser, profile)
    this.#geckoId = geckoId
  }

  async openExtensionPage(path: string, options?: CreatePageOptions): Promise<Tab> {
    return new Tab(await this.#openOwn(path, options))
  }

  /** The page in a tab: BiDi does not list what lies in a panel. */
  openPopup(): Promise<Tab> {
    return this.openExtensionPage('extension/popup/popup.html')
  }

  async stopBackground(): Promise<void> {
    await this.#inWindow(`
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(this.#geckoId)})
      await extension.terminateBackground({
        ignoreDevToolsAttached: true,
        disableResetIdleForTest: true,
      })
      if (extension.backgroundState !== 'stopped') throw new Error(extension.backgroundState)`)
  }

  async crash(tab: Tab): Promise<void> {
    const url = JSON.stringify(await tab.url())
    const id = await this.#inWindow(`
      const windows = [...Services.wm.getEnumerator('navigator:browser')]
      const [shown, ...more] = windows
        .flatMap(({ gBrowser }) => gBrowser.browsers)
        .filter(({ currentURI }) => currentURI.spec === ${url})
      if (!shown || more.length > 0) throw new Error('The address names no single tab.')
      return shown.browsingContext.currentWindowGlobal.osPid`)
    // 0 would mean our own process group.
    if (typeof id !== 'number' || id <= 0) throw new Error('The tab has no process of its own.')
    process.kill(id, 'SIGKILL')
  }

  freeze(): Promise<never> {
    return Promise.reject(new Error('Firefox freezes no tab on command.'))
  }

  async putIntoContainer(
    container: number,
    { host, path, name, value }: ContainerCookie,
  ): Promise<void> {
    const cookie = [host, path, name, value].map((part) => JSON.stringify(part)).join()
    await this.#inWindow(`
      const { SAMESITE_UNSET, SCHEME_HTTP } = Ci.nsICookie
      const inAnHour = Date.now() + 3_600_000
      const attributes = { userContextId: ${container} }
      Services.cookies.add(
        ${cookie}, false, true, true, inAnHour, attributes, SAMESITE_UNSET, SCHEME_HTTP)`)
  }

  async setOffline(offline: boolean): Promise<void> {
    // Going offline leaves open connections as they are.
    const prune = `Services.obs.notifyObservers(null, 'net:prune-all-connections')`
    await this.#inWindow(`Services.io.offline = ${offline}; ${offline ? prune : ''}`)
  }

  async setPreferences(preferences: Preferences): Promise<void> {
    const { colorScheme, forcedColors, reducedMotion } = preferences
    const values = {
      'ui.systemUsesDarkTheme': colorScheme === 'dark' ? 1 : 0,
      'ui.prefersReducedMotion': reducedMotion ? 1 : 0,
      // 2: a page's own colours never count.
      'browser.display.document_color_use': forcedColors ? 2 : 0,
    }
    const set = Object.entries(values).map(
      ([name, value]) => `Services.prefs.setIntPref('${name}', ${value})`,
    )
    await this.#inWindow(set.join('\n'))
  }

  /** Nothing to do: a preference answers every prompt with yes. */
  async allowHosts(): Promise<void> {}

  async saveDownloadsIn(folder: string): Promise<void> {
    await this.#inWindow(`
      Services.prefs.setIntPref('browser.download.folderList', 2)
      Services.prefs.setStringPref('browser.download.dir', ${JSON.stringify(folder)})`)
  }

  protected openBystander(): Promise<Page> {
    return this.#openOwn('manifest.json')
  }

  /** Firefox never reports that a moz-extension page was loaded, so its content is waited for. */
  async #openOwn(path: string, options?: CreatePageOptions): Promise<Page> {
    const page = await this.newPage(options)
    await page.goto(this.extensionUrl + path, { waitUntil: [] })
    await page.waitForSelector('body *')
    return page
  }

  #inWindow(statements: string): Promise<unknown> {
    return runInWindow(this.browser, statements)
  }
}

/** Puppeteer has no call for what is Firefox's own, and does not declare the connection that it has. */
function connectionOf(browser: Browser): BidiConnection {
  return (browser as unknown as { connection: BidiConnection }).connection
}

/** Runs statements in the browser window itself, with the browser's own rights. */
async function runInWindow(browser: Browser, statements: string): Promise<unknown> {
  const connection = connectionOf(browser)
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })
  const context = (tree.result as Tree).contexts[0]?.context
  if (context === undefined) throw new Error('Firefox has no window.')
  const { result } = await connection.send('script.evaluate', {
    expression: `(async () => { ${statements} })()`,
    target: { context },
    awaitPromise: true,
  })
  const evaluated = result as Evaluated
  if (evaluated.type === 'exception') throw new Error(evaluated.exceptionDetails.text)
  return evaluated.result.value
}

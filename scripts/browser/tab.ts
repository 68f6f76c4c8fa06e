// One tab as a person uses it: reads its text, types, clicks by a button's name; the same in both browsers.
import type { Page } from 'puppeteer-core'
import { until } from './until.js'

/** A page that is being replaced answers no question for a moment. */
const replaced = /context was destroyed|detached|navigat|no such frame|cannot find context/i

export class Tab {
  readonly page: Page
  /** Errors that the page's scripts did not catch. */
  readonly errors: string[] = []

  constructor(page: Page) {
    this.page = page
    page.on('pageerror', (error) => {
      this.errors.push(error instanceof Error ? error.message : String(error))
    })
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url)
  }

  /** To the front of its window: only there a tab is visible. */
  async show(): Promise<void> {
    await this.page.bringToFront()
  }

  /** To the page before, kept or loaded anew. Nothing reports a kept one's return: what it shows is to be waited for. */
  async back(): Promise<void> {
    await this.page.evaluate(() => history.back())
  }

  /** Asked of the page itself: Firefox reports no address for an extension's page. */
  url(): Promise<string> {
    return this.page.evaluate(() => location.href)
  }

  /** What a person reads on the page now, without the marks that keep directions apart (Unicode TR9). */
  async text(): Promise<string> {
    try {
      const text = await this.page.evaluate(() => document.body?.innerText ?? '')
      return text.replace(/[\u2066-\u2069]/g, '')
    } catch (error) {
      if (error instanceof Error && replaced.test(error.message)) return ''
      throw error
    }
  }

  /** Resolves to the text once it contains `expected`. */
  waitForText(expected: string | RegExp, withinMs?: number): Promise<string> {
    const holds = (text: string) =>
      typeof expected === 'string' ? text.includes(expected) : expected.test(text)
    return until(`The text ${expected}`, () => this.text(), holds, withinMs)
  }

  /** Types into the field, replacing what it held. */
  async fill(selector: string, value: string): Promise<void> {
    await this.page.locator(selector).fill(value)
  }

  /** As `fill`, for the field with this accessible name. */
  fillField(name: string, value: string): Promise<void> {
    return this.fill(`::-p-aria([name="${name}"][role="textbox"])`, value)
  }

  async click(selector: string): Promise<void> {
    await this.page.locator(selector).click()
  }

  /** A real click on the button with this accessible name. */
  press(name: string): Promise<void> {
    return this.click(`::-p-aria([name="${name}"][role="button"])`)
  }

  async waitForButton(name: string): Promise<void> {
    await until(`The button "${name}"`, () => this.hasButton(name))
  }

  async hasButton(name: string): Promise<boolean> {
    const button = await this.page.$(`::-p-aria([name="${name}"][role="button"])`)
    await button?.dispose()
    return button !== null
  }

  /** As high as what is on the page, so that what keeps to the window's edge stands below the rest. */
  async fitWindow(width: number): Promise<void> {
    await this.page.setViewport({ width, height: 600 })
    const height = await this.page.evaluate(() => document.documentElement.scrollHeight)
    await this.page.setViewport({ width, height })
  }

  /** A PNG of one element, of the whole body unless told otherwise. */
  async screenshot(path: `${string}.png`, selector = 'body'): Promise<void> {
    const element = await this.page.waitForSelector(selector)
    // Only where it must: beyond a tab's window Chromium misplaces what is written from right to left.
    const captureBeyondViewport = await this.page.evaluate(
      () => document.documentElement.scrollHeight > innerHeight,
    )
    await element?.screenshot({ path, captureBeyondViewport })
  }

  async close(): Promise<void> {
    await this.page.close()
  }
}

// A person without a pointer: presses keys, and always has to see what has the focus.
import type { Tab } from '../../scripts/browser/tab.js'
import { until } from '../../scripts/browser/until.js'

type Key = 'Tab' | 'Enter' | ' ' | 'Escape' | 'ArrowDown'

interface Focus {
  /** As its label or its own words name it. */
  readonly name: string
  /** What is wrong with it. */
  readonly faults: readonly string[]
}

export class Keyboard {
  readonly tab: Tab

  constructor(tab: Tab) {
    this.tab = tab
  }

  async press(key: Key): Promise<void> {
    await this.tab.page.keyboard.press(key)
  }

  async type(text: string): Promise<void> {
    await this.tab.page.keyboard.type(text)
  }

  /** The name of what has the focus; rejects where nothing has it, or where it can't be seen. */
  async focused(): Promise<string> {
    const look = () => this.tab.page.evaluate(focus)
    // Firefox scrolls to it after a moment.
    const { name } = await until(
      'A focus in sight',
      look,
      ({ faults }) => faults.length === 0,
      2_000,
    )
    return name
  }

  /** Resolves when this has the focus, and it can be seen. */
  async waitForFocus(name: string): Promise<void> {
    await until(`The focus on "${name}"`, async () => (await this.focused()) === name)
  }

  /** By the Tab key alone; each stop on the way must be visible. Resolves to the one before the last. */
  goTo(name: string): Promise<string | undefined> {
    return this.#walk(name, () => this.press('Tab'))
  }

  /** As `goTo`, backwards. */
  async goBackTo(name: string): Promise<void> {
    const { keyboard } = this.tab.page
    await keyboard.down('Shift')
    try {
      await this.#walk(name, () => this.press('Tab'))
    } finally {
      await keyboard.up('Shift')
    }
  }

  async #walk(name: string, step: () => Promise<void>): Promise<string | undefined> {
    const stops: string[] = []
    while (stops.at(-1) !== name) {
      if (stops.length > 40) throw new Error(`No stop is "${name}": ${stops.join(', ')}.`)
      await step()
      stops.push(await this.focused())
    }
    return stops.at(-2)
  }
}

/** Runs in the page. */
function focus(): Focus {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body) {
    return { name: '', faults: ['nothing has the focus'] }
  }
  const [label] = element instanceof HTMLInputElement ? (element.labels ?? []) : []
  const name = (label ?? element).innerText.replace(/[\u2066-\u2069]/g, '').trim()
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element)
  const { left, right, top, bottom } = element.getBoundingClientRect()
  const faults: string[] = []
  if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) faults.push('has no outline')
  if (outlineColor === getComputedStyle(document.body).backgroundColor) faults.push('is invisible')
  // Firefox does not scroll to what is in sight in part; its middle has to be.
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  if (y < 0 || y > innerHeight) faults.push('is outside of the window')
  const above = document.elementFromPoint(x, y)
  if (above && !element.contains(above)) faults.push(`is covered by ${above.outerHTML}`)
  return { name, faults }
}

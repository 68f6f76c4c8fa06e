// What a page of many rows costs the person who looks at it: the time to the first row, and that of each keystroke in the search.
import type { Page } from 'puppeteer-core'

/** Runs in the page before its own code does: from the navigation to the frame that has a row. */
export function tellFirstRow(): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('tbody tr')) return
    observer.disconnect()
    requestAnimationFrame(() => {
      // A message comes after the frame that this callback belongs to.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => Object.assign(globalThis, { firstRowMs: performance.now() })
      port2.postMessage(null)
    })
  })
  observer.observe(document, { childList: true, subtree: true })
}

/** One for each letter that is typed into the search, from the event to the frame that shows what it left. */
export async function timesOfKeystrokes(page: Page, typed: string): Promise<number[]> {
  return page.evaluate(async (text) => {
    const field = document.querySelector<HTMLInputElement>('input[type=search]')
    if (!field) throw new Error('The page has no filter.')
    const frame = () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve()
          port2.postMessage(null)
        }),
      )
    const measured: number[] = []
    for (const letter of text) {
      await frame()
      const begin = performance.now()
      field.value += letter
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      // Rendering may wait for a frame of its own.
      await new Promise((resolve) => setTimeout(resolve))
      await frame()
      measured.push(performance.now() - begin)
    }
    return measured
  }, typed)
}

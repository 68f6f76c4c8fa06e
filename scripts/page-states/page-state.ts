// How a page of the extension is brought into a state, for pictures and tests alike.
import type { MessageKey } from '../../extension/shared/say.js'
import type { InMemorySetup } from '../../sdk/testing/node.js'
import type { Driver } from '../browser/driver.js'
import type { Tab } from '../browser/tab.js'
import { createScene, type Scene } from '../journey/scene.js'
import type { Words } from './words.js'

export type PageName = 'popup' | 'options' | 'timeline' | 'sessions' | 'welcome' | 'place'

export interface Stage extends Scene {
  readonly words: Words
}

export interface PageState {
  readonly page: PageName
  /** Numbered, so that pictures lie in order. */
  readonly name: string
  readonly setup?: InMemorySetup
  /** Seen from right to left, too: among those that are, each arrangement of a page is found. */
  readonly mirrored?: true
  /** Only in a browser to which an organisation gave `examplePolicy`. */
  readonly managed?: true
  /** What happens before the page opens. */
  readonly arrange?: (stage: Stage) => Promise<unknown>
  /** What a person does on the page. */
  readonly reach?: (tab: Tab, stage: Stage) => Promise<void>
  /** What the page reads then. */
  readonly shows: MessageKey
}

export interface OpenedState {
  readonly tab: Tab
  close(): Promise<void>
}

export async function openState(
  driver: Driver,
  words: Words,
  { page, setup, arrange, reach, shows }: PageState,
): Promise<OpenedState> {
  const scene = await createScene(driver, setup)
  try {
    const stage: Stage = { ...scene, words }
    await arrange?.(stage)
    const tab = await openPage(page, stage)
    await reach?.(tab, stage)
    await tab.waitForText(words.pattern(shows))
    return {
      tab,
      async close() {
        await tab.close()
        await scene.close()
      },
    }
  } catch (error) {
    await scene.close()
    throw error
  }
}

function openPage(page: PageName, { driver, cas }: Stage): Promise<Tab> {
  if (page === 'popup') return driver.openPopup()
  const query =
    page === 'place' || page === 'sessions' ? `?server=${encodeURIComponent(cas.url)}` : ''
  return driver.openExtensionPage(`extension/${page}/${page}.html${query}`)
}

// `npm run screenshots [name…]`: every page of the extension in every state, and the console, in both browsers, as PNG in dist/screenshots.
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises'
import type { BrowserName, ColorScheme } from './browser/driver.js'
import { whyNoPolicy } from './browser/policy-program.js'
import { browserNames, howToInstall, provideBrowser } from './browsers.js'
import { buildExtension } from './build/extension.js'
import { loopbackFolder, targetOf } from './build/folders.js'
import { mirrorExtension } from './build/mirrored.js'
import { openState, type PageState } from './page-states/page-state.js'
import {
  launchStageBrowser,
  type StageBrowser,
  type StageKind,
  stageKinds,
} from './page-states/stage-browser.js'
import { pageStates, statesOf, titleOf } from './page-states/states.js'
import { consoleName, shootConsole } from './screenshots/console.js'

/** All of them to look at; those that the docs show are copied there. */
const folder = 'dist/screenshots'
const shownFolder = 'docs/screenshots'

interface Look {
  /** What sets the file's name apart. */
  readonly suffix: '' | '-narrow' | '-rtl'
  readonly width: number
  readonly scheme: ColorScheme
}

const looks: Readonly<Record<StageKind, readonly Look[]>> = {
  ordinary: [
    { suffix: '', width: 720, scheme: 'light' },
    { suffix: '', width: 720, scheme: 'dark' },
    { suffix: '-narrow', width: 320, scheme: 'light' },
  ],
  managed: [
    { suffix: '', width: 720, scheme: 'light' },
    { suffix: '', width: 720, scheme: 'dark' },
  ],
  mirrored: [{ suffix: '-rtl', width: 720, scheme: 'light' }],
}

const alsoNarrow = ['options-3-more-settings', 'options-4-several-servers', 'welcome-1-no-server']

/** @param args only the states whose name contains one of these */
export async function main(args: readonly string[]): Promise<number> {
  const isWanted = (name: string) => args.length === 0 || args.some((arg) => name.includes(arg))
  const states = pageStates.filter((state) => isWanted(titleOf(state)))
  const withConsole = isWanted(consoleName)
  if (states.length === 0 && !withConsole) {
    const names = [...pageStates.map(titleOf), consoleName]
    console.error(`No state is called so: ${names.join(', ')}.`)
    return 2
  }
  await mkdir(folder, { recursive: true })
  let complete = true
  for (const browser of browserNames) {
    const program = provideBrowser(browser)
    if (program === undefined) {
      console.error(howToInstall(browser))
      complete = false
    } else {
      complete = (await shootPages(browser, program, states)) && complete
      if (withConsole) await shootConsoles(browser, program)
    }
  }
  await copyShown()
  return complete ? 0 : 1
}

/** False where there is no picture of a policy. */
async function shootPages(
  browser: BrowserName,
  program: string,
  states: readonly PageState[],
): Promise<boolean> {
  const target = targetOf[browser]
  await buildExtension(target, { outDir: loopbackFolder[target], loopback: { servers: [] } })
  await mirrorExtension(target)
  const whyNot = whyNoPolicy(browser, program)
  for (const kind of stageKinds) {
    const wanted = statesOf(kind).filter((state) => states.includes(state))
    if (wanted.length === 0) continue
    if (kind === 'managed' && whyNot) {
      console.error(`No pictures of a policy in ${browser}: ${whyNot}.`)
      continue
    }
    const stage = await launchStageBrowser(browser, program, kind)
    try {
      for (const state of wanted) await shoot(stage, state, looks[kind])
    } finally {
      await stage.close()
    }
  }
  return whyNot === undefined
}

async function shootConsoles(browser: BrowserName, program: string): Promise<void> {
  const { driver, close } = await launchStageBrowser(browser, program, 'ordinary')
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      await driver.setPreferences({ colorScheme })
      console.log(await shootConsole(driver, folder, colorScheme))
    }
  } finally {
    await close()
  }
}

async function shoot(
  { driver, words }: StageBrowser,
  state: PageState,
  looks: readonly Look[],
): Promise<void> {
  const title = titleOf(state)
  const { tab, close } = await openState(driver, words, state)
  try {
    for (const { suffix, width, scheme } of looks) {
      if (suffix === '-narrow' && !alsoNarrow.includes(title)) continue
      await driver.setPreferences({ colorScheme: scheme })
      await tab.fitWindow(width)
      const file = `${folder}/${title}${suffix}-${driver.name}-${scheme}.png` as const
      await tab.screenshot(file)
      console.log(file)
    }
  } finally {
    await close()
  }
}

/** Those that a page of the docs shows. */
async function copyShown(): Promise<void> {
  const pages = (await readdir('docs')).filter((name) => name.endsWith('.md'))
  const paths = ['README.md', ...pages.map((name) => `docs/${name}`)]
  const text = (await Promise.all(paths.map((path) => readFile(path, 'utf8')))).join()
  const taken = await readdir(folder)
  const shown = new Set(text.match(/(?<=screenshots\/)[\w-]+\.png/g))
  for (const name of taken.filter((each) => shown.has(each))) {
    await copyFile(`${folder}/${name}`, `${shownFolder}/${name}`)
  }
}

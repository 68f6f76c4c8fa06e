// Finds the browsers that tests and the demo drive, installs Debian's where that is allowed, or says what to install.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { BrowserName } from './browser/driver.js'

interface Wanted {
  readonly title: string
  readonly variable: string
  readonly debianPackage: string
  readonly paths: readonly string[]
  readonly commands: readonly string[]
}

export const browserNames: readonly BrowserName[] = ['chromium', 'firefox']

export const wanted: Readonly<Record<BrowserName, Wanted>> = {
  chromium: {
    title: 'Chromium',
    variable: 'CHROMIUM_PATH',
    debianPackage: 'chromium',
    paths: [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/snap/bin/chromium',
      '/usr/bin/google-chrome',
      '/usr/bin/microsoft-edge',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'chrome', 'msedge'],
  },
  firefox: {
    title: 'Firefox',
    variable: 'FIREFOX_PATH',
    debianPackage: 'firefox-esr',
    paths: [
      '/usr/bin/firefox-esr',
      '/usr/bin/firefox',
      '/snap/bin/firefox',
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
    commands: ['firefox-esr', 'firefox'],
  },
}

/** The browser's program, or undefined. A variable that is set is the only place looked at. */
export function findBrowser(
  name: BrowserName,
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const { variable, paths, commands } = wanted[name]
  const named = environment[variable]
  if (named) return isProgram(named) ? named : undefined
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const candidates = commands.flatMap((command) => folders.map((folder) => join(folder, command)))
  return [...paths, ...candidates].find(isProgram)
}

/** As `findBrowser`, but installs Debian's package when this process may; undefined when that is no way. */
export function provideBrowser(name: BrowserName): string | undefined {
  const found = findBrowser(name)
  const { title, variable, debianPackage } = wanted[name]
  if (found !== undefined || process.env[variable] || !mayInstall()) return found
  console.log(`Installing ${title} (Debian package ${debianPackage}) …`)
  // A bare machine has no package lists yet; a download may fail once.
  const install = () => aptGet('install', '--no-install-recommends', debianPackage)
  const installed = install() || (aptGet('update') && install()) || (aptGet('update') && install())
  return installed ? findBrowser(name) : undefined
}

/** One sentence for a person whose machine lacks the browser. */
export function howToInstall(
  name: BrowserName,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const { title, variable, debianPackage } = wanted[name]
  const named = environment[variable]
  if (named) return `${variable} names ${named}, which is no program.`
  return `${title} was not found: install it (Debian: apt-get install ${debianPackage}) or set ${variable} to its program.`
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && isProgram('/usr/bin/apt-get')
}

function aptGet(...args: readonly string[]): boolean {
  const ran = spawnSync('/usr/bin/apt-get', ['-y', '-qq', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return ran.status === 0
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

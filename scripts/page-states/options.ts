// How the settings page comes to each of its states.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElementHandle } from 'puppeteer-core'
import type { Tab } from '../browser/tab.js'
import { forgetServer, useServers } from '../journey/extension.js'
import type { PageState, Stage } from './page-state.js'

/** A policy that locks all it can; its server is one that nobody reaches. */
export const examplePolicy = {
  servers: [
    { url: 'https://sso.example.edu/cas', name: 'Example University', source: 'isloggedin' },
  ],
  warnings: { notify: false, minutes: [15, 5] },
  lockServers: true,
  lockWarnings: true,
}

const states: readonly Omit<PageState, 'page'>[] = [
  {
    name: '1-no-server',
    shows: 'add_heading',
    arrange: ({ driver }) => forgetServer(driver),
  },
  {
    name: '2-one-server',
    shows: 'add_further_heading',
  },
  {
    name: '3-more-settings',
    mirrored: true,
    shows: 'stay_gateway',
    // Estimated by numbers of its own: this kind has the most to set.
    arrange: ({ driver, cas }) =>
      useServers(driver, [
        { url: cas.url, name: 'Demo University', source: 'isloggedin-plain', ...estimated },
      ]),
    reach: (options, { words }) => options.press(words('more_settings')),
  },
  {
    name: '4-several-servers',
    mirrored: true,
    shows: 'permission_reason',
    arrange: ({ driver, cas }) =>
      useServers(driver, [
        { url: cas.url, name: 'Demo University' },
        { url: 'https://sso.example.edu/cas', name: 'Example College' },
        { url: cas.url.replace('127.0.0.1', 'localhost'), name: 'Library', paused: true },
      ]),
  },
  {
    name: '5-tested',
    shows: 'nobody_now',
    reach: (options, { words }) => options.press(words('test_again')),
  },
  {
    name: '6-wrong-values',
    mirrored: true,
    shows: 'fault_cookie_path',
    async reach(options, { words }) {
      await options.fillField(words('address_label'), 'sso.example.org:cas')
      await options.press(words('test_and_add'))
      await options.press(words('more_settings'))
      await options.fillField(words('cookie_path_label'), 'cas')
      await options.page.keyboard.press('Tab')
    },
  },
  {
    name: '6-not-added',
    shows: 'not_added_hint',
    async reach(options, { words }) {
      await options.fillField(words('address_label'), 'http://127.0.0.1:9/cas')
      await options.press(words('test_and_add'))
    },
  },
  {
    name: '7-undo',
    mirrored: true,
    shows: 'kept',
    async reach(options, { words }) {
      await options.fillField(words('name_label'), 'My university')
      await options.page.keyboard.press('Tab')
    },
  },
  {
    name: '8-import',
    mirrored: true,
    shows: 'import_preview',
    reach: chooseSettingsFile,
  },
  {
    name: '8-rehearsal',
    mirrored: true,
    shows: 'rehearsal_to_limit',
    async reach(options, { words }) {
      await options.click(`::-p-aria([name="${words('rehearsal_switch')}"][role="switch"])`)
      await options.waitForButton(words('rehearsal_sign_in'))
      await options.press(words('rehearsal_sign_in'))
      await options.page.waitForSelector('section:has(.rehearsed) .notice')
    },
  },
  {
    name: '9-by-policy',
    managed: true,
    shows: 'stay_touch',
    async reach(options, { words }) {
      // Chromium hands a policy over some time after the installation.
      await options.waitForText(words('no_further_servers'))
      await options.press(words('more_settings'))
    },
  },
]

const estimated = { maxTimeToLiveSeconds: 28_800, stayService: 'https://catalogue.example.net/' }

export const optionsStates: readonly PageState[] = states.map((state) => ({
  page: 'options',
  ...state,
}))

async function chooseSettingsFile(options: Tab, { cas }: Stage): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sso-pulse-settings-'))
  try {
    const file = join(folder, 'settings.json')
    const servers = [
      { url: cas.url, name: 'Demo University', source: 'isloggedin' },
      ...examplePolicy.servers,
    ]
    const warnings = { notify: false, minutes: [15, 5] }
    await writeFile(file, JSON.stringify({ version: 2, servers, warnings }))
    const field = await options.page.waitForSelector('input[type=file]')
    await (field as ElementHandle<HTMLInputElement>).uploadFile(file)
    await options.page.waitForSelector('.notice .actions')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

// A real policy in real browsers: the organisation's server is watched without anybody setting it up, and stays.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Driver } from '../../scripts/browser/driver.js'
import { launchBrowser } from '../../scripts/browser/launch.js'
import { createPolicyProgram, whyNoPolicy } from '../../scripts/browser/policy-program.js'
import { browserNames, findBrowser } from '../../scripts/browsers.js'
import { loopbackFolder, targetOf } from '../../scripts/build/folders.js'
import { startDemoApp } from '../../scripts/demo/app.js'
import { badgeShows, signIn } from '../../scripts/journey/steps.js'
import { createCas, listen } from '../../sdk/testing/node.js'
import { leaveOut } from './browser.js'

describe.each(browserNames)('a policy in %s', (name) => {
  const program = findBrowser(name)
  const reason = whyNoPolicy(name, program)
  if (reason !== undefined) return leaveOut(reason)
  const extension = loopbackFolder[targetOf[name]]
  const closing: (() => Promise<void>)[] = []
  let driver: Driver
  let casUrl: string
  let appUrl: string

  beforeAll(async () => {
    const listener = await listen(createCas())
    closing.push(() => listener.close())
    casUrl = listener.url
    const app = await startDemoApp(0, () => casUrl)
    closing.push(() => app.close())
    appUrl = app.url
    const server = { url: casUrl, name: 'Example University', source: 'isloggedin' }
    const slip = { ...server, url: 'https://sso.example.org/cas', source: 'telepathy' }
    const values = {
      servers: [slip, server],
      warnings: { notify: false, minutes: [30] },
      lockServers: true,
      lockWarnings: true,
    }
    const started = await createPolicyProgram(name, program ?? '', extension, values)
    closing.push(() => started.remove())
    driver = await launchBrowser(name, { program: started.program, extension })
    closing.push(() => driver.close())
  })
  afterAll(async () => {
    for (const close of closing.reverse()) await close()
  })

  test('sets the server up, however late the browser hands it over', async () => {
    await signIn(driver, casUrl, appUrl)
    await badgeShows(driver, /\d/, /casuser/)
  })

  test('is told on the settings page, where nothing of it can be changed', async () => {
    const options = await driver.openExtensionPage('extension/options/options.html')
    const text = await options.waitForText('Example University')
    expect(text).toContain('Set by your organisation')
    expect(text).toContain('No further servers can be added.')
    expect(text).not.toContain('sso.example.org')
    expect(await options.hasButton('Remove')).toBe(false)
    expect(await options.hasButton('Test and add')).toBe(false)
    await options.press('Test again')
    await options.waitForText('Signed in now: casuser')
    const minutes = await options.page.$eval(
      'input[readonly][inputmode="numeric"]',
      (input) => (input as HTMLInputElement).value,
    )
    expect(minutes).toBe('30')
    expect(options.errors).toEqual([])
  })
})

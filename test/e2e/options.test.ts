// Setting a server up: any of its addresses is understood, and what is no CAS is refused in one sentence.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElementHandle } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Tab } from '../../scripts/browser/tab.js'
import { until } from '../../scripts/browser/until.js'
import { releaseFolder } from '../../scripts/build/folders.js'
import { forgetServer, readServer } from '../../scripts/journey/extension.js'
import { createScene, type Scene } from '../../scripts/journey/scene.js'
import { badgeShows, signIn, withPopup } from '../../scripts/journey/steps.js'
import type { Failure } from '../../sdk/testing/index.js'
import { describeInBrowsers } from './browser.js'

async function add(options: Tab, address: string): Promise<void> {
  await options.fillField('Address of your sign-in page', address)
  await options.press('Test and add')
}

describeInBrowsers('the options page', (driver) => {
  let scene: Scene
  let options: Tab
  beforeAll(async () => {
    scene = await createScene(driver())
  })
  // A fresh page: what it said before must not pass for what it says now.
  beforeEach(async () => {
    await forgetServer(driver())
    options = await driver().openExtensionPage('extension/options/options.html')
  })
  afterEach(async () => {
    expect(options.errors).toEqual([])
    await options.close()
  })
  afterAll(() => scene?.close())

  test.each(['', '/login?service=http%3A%2F%2Flocalhost%2Fapp', '/logout', '/isloggedin?x=1#y'])(
    'an address that ends with "%s" is understood',
    async (path) => {
      await add(options, scene.cas.url + path)
      await options.waitForText('was added')
      expect(await readServer(driver())).toBe(scene.cas.url)
    },
  )

  test('a server is found where only its host is known', async () => {
    await add(options, new URL(scene.cas.url).origin)
    await options.waitForText('was added')
    expect(await readServer(driver())).toBe(scene.cas.url)
  })

  test.each([
    ['nothing', ' ', /Paste an address first/],
    ['no address', 'hello there', /not a web address/],
    ['another scheme', 'javascript:alert(1)', /Only addresses that start with https/],
    ['http to a public host', 'http://sso.example.org/cas', /not encrypted/],
    ['a password', 'https://me:secret@sso.example.org/cas', /user name or a password/],
    ['a path too long', `https://sso.example.org/${'x'.repeat(3_000)}`, /too long/],
    ['a closed port', 'http://127.0.0.1:9/cas', /No sign-in status was found/],
  ])('%s is refused in one sentence, and nothing is stored', async (_, address, sentence) => {
    await add(options, address)
    await options.waitForText(sentence)
    expect(await readServer(driver())).toBeUndefined()
  })

  const json = { 'content-type': 'application/json' }
  test.each<[string, Failure]>([
    ['nonsense', { headers: json, body: '[1, 2]' }],
    ['a page', { headers: { 'content-type': 'text/html' }, body: '<p>Hello' }],
    ['10 MB of JSON', { headers: json, body: JSON.stringify('x'.repeat(10_000_000)) }],
    ['a server error', { status: 500 }],
  ])('a server that answers %s is no CAS, and nothing is stored', async (_, failure) => {
    const heal = scene.server.fail(failure)
    try {
      await add(options, scene.cas.url)
      await options.waitForText('No sign-in status was found')
      expect(await readServer(driver())).toBeUndefined()
    } finally {
      heal()
    }
  })
})

describeInBrowsers('the settings of a server', (driver, name) => {
  let scene: Scene
  let options: Tab
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sso-pulse-settings-'))
    await driver().saveDownloadsIn(folder)
  })
  beforeEach(async () => {
    scene = await createScene(driver())
    options = await driver().openExtensionPage('extension/options/options.html')
    await options.waitForText('Demo University')
  })
  afterEach(async () => {
    expect(options.errors).toEqual([])
    await options.close()
    await scene.close()
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const kept = async () =>
    (await driver().evaluate(
      '(globalThis.browser ?? chrome).storage.local.get().then(({ settings }) => settings)',
    )) as { servers: Record<string, unknown>[]; warnings?: { minutes: number[]; notify: boolean } }

  /** Types, and leaves the field as a person does. */
  async function enter(field: string, value: string): Promise<void> {
    await options.fillField(field, value)
    await options.page.keyboard.press('Tab')
  }

  async function chooseFile(path: string): Promise<void> {
    const input = (await options.page.waitForSelector(
      'input[type=file]',
    )) as ElementHandle<HTMLInputElement>
    await input.uploadFile(path)
  }

  test('are kept as soon as a field is left, and undone', async () => {
    await enter('Name shown in the popup', 'My university')
    await options.waitForText('Name shown in the popup: saved.')
    expect((await kept()).servers[0]?.name).toBe('My university')
    await options.press('Undo')
    await until('The old name', kept, ({ servers }) => servers[0]?.name === 'Demo University')
  })

  test('that can not be used are explained and not kept', async () => {
    await options.press('More settings')
    await enter('Path of the sign-in cookie', 'cas')
    await options.waitForText('Begin with a slash, for instance /cas/')
    expect((await kept()).servers[0]).not.toHaveProperty('cookiePath')
    await enter('Path of the sign-in cookie', '/cas/')
    await until('The path', kept, ({ servers }) => servers[0]?.cookiePath === '/cas/')
  })

  test('a paused server leaves the toolbar, and comes back', async () => {
    await signIn(driver(), scene.cas.url, scene.appUrl)
    await badgeShows(driver(), /\d/, /casuser/)
    await options.press('Pause')
    await badgeShows(driver(), /^$/, /Paused/)
    await options.press('Resume')
    await badgeShows(driver(), /\d/, /casuser/)
  })

  test('travel as a file, which is read strictly', async () => {
    await options.click('a[download]')
    const file = join(folder, 'sso-pulse-settings.json')
    const text = await until('The file', () => readFile(file, 'utf8').catch(() => ''))
    expect(JSON.parse(text)).toEqual({ ...(await kept()), warnings: expect.anything() })
    await rm(file)

    await options.press('Reset all')
    await options.waitForText('All settings were reset.')
    expect((await kept()).servers).toEqual([])

    const slip = join(folder, 'slip.json')
    await writeFile(slip, text.replace('"source"', '"surce"'))
    await chooseFile(slip)
    await options.waitForText("“source” of server 1 in this file can't be used.")
    expect((await kept()).servers).toEqual([])

    await writeFile(file, text)
    await chooseFile(file)
    await options.waitForText('Servers added: 1, changed: 0, removed: 0.')
    await options.press('Import')
    await options.waitForText('The settings were imported.')
    expect((await kept()).servers).toEqual(JSON.parse(text).servers)
    await rm(file)
  })

  // Headless Chromium shows no question about notifications, and never answers it.
  test.skipIf(name === 'chromium')('notifications are asked for by their switch', async () => {
    await options.click('[role=switch]')
    await until('Notifications', kept, ({ warnings }) => warnings?.notify === true)
    const allowed = `(globalThis.browser ?? chrome).permissions.contains({ permissions: ['notifications'] })`
    expect(await driver().evaluate(allowed)).toBe(true)
    await options.click('[role=switch]')
    await until('No notifications', kept, ({ warnings }) => warnings?.notify === false)
    await until('The permission given back', async () => !(await driver().evaluate(allowed)))
  })
})

describeInBrowsers(
  'the released extension',
  (driver) => {
    let scene: Scene
    beforeAll(async () => {
      scene = await createScene(driver())
      await forgetServer(driver())
    })
    afterAll(() => scene?.close())

    test('knows no server at first', async () => {
      await withPopup(driver(), async (popup) => {
        await popup.waitForText('No server yet')
        await popup.waitForButton('Set up')
      })
    })

    test('needs one pasted address and one question, and then the badge counts', async () => {
      await driver().allowHosts('http://127.0.0.1/*')
      const options = await driver().openExtensionPage('extension/options/options.html')
      await options.page.evaluate(countQuestions)
      await add(options, `${scene.cas.url}/login`)
      await options.waitForText('was added')
      expect(await options.page.evaluate('globalThis.questions')).toBe(1)
      const granted = await driver().evaluate(
        '(globalThis.browser ?? chrome).permissions.getAll().then(({ origins }) => origins)',
      )
      expect(granted).toEqual(['http://127.0.0.1/*'])
      await signIn(driver(), scene.cas.url, scene.appUrl)
      await badgeShows(driver(), /\d/, /casuser/)
    })
  },
  releaseFolder,
)

/** Runs in the options page: how often the browser is told to ask the person. */
function countQuestions(): void {
  interface Api {
    readonly permissions: { request(wanted: object): Promise<boolean> }
  }
  const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api }
  const { permissions } = browser ?? chrome
  const request = permissions.request.bind(permissions)
  const count = { questions: 0 }
  Object.defineProperty(globalThis, 'questions', { get: () => count.questions })
  permissions.request = (wanted) => {
    count.questions += 1
    return request(wanted)
  }
}

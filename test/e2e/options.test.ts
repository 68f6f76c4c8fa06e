// Setting a server up: any of its addresses is understood, and what is no CAS is refused in one sentence.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Tab } from '../../scripts/browser/tab.js'
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

    test('asks for the one host, and then the badge counts', async () => {
      await driver().allowHosts('http://127.0.0.1/*')
      const options = await driver().openExtensionPage('extension/options/options.html')
      await add(options, `${scene.cas.url}/login`)
      await options.waitForText('was added')
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

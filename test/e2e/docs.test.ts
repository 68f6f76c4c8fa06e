// The examples of the documentation that need a real browser.
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Tab } from '../../scripts/browser/tab.js'
import { until } from '../../scripts/browser/until.js'
import { createCas, type InMemoryCas, type InMemorySetup, listen } from '../../sdk/testing/node.js'
import { describeInBrowsers } from './browser.js'
import { type ExamplePage, type ExamplePageOptions, serveExample } from './example-page.js'

describeInBrowsers('the examples', (driver) => {
  const closing: (() => Promise<unknown>)[] = []
  beforeEach(() => driver().clearCookies())
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  async function startCas(setup: InMemorySetup = {}): Promise<InMemoryCas> {
    const cas = createCas({ setup })
    const { close } = await listen(cas)
    closing.push(close)
    return cas
  }

  async function startPage(options: ExamplePageOptions): Promise<ExamplePage> {
    const page = await serveExample(options)
    closing.push(page.close)
    return page
  }

  async function open(url: string): Promise<Tab> {
    const tab = await driver().open(url)
    closing.push(() => tab.close())
    return tab
  }

  async function signIn(cas: InMemoryCas): Promise<void> {
    const tab = await open(`${cas.url}/login`)
    await tab.fill('#username', 'casuser')
    await tab.fill('#password', 'Mellon')
    await tab.click('[type=submit]')
    await tab.waitForText('Log In Successful')
  }

  test('docs/testing.md: the user is told of the end', async () => {
    const { theUserIsToldOfTheEnd } = await import('example:docs/testing.md/4')
    const script = `
      import { watchSession } from 'sso-pulse'
      import { sessionBar } from 'example:docs/testing.md/1'
      document.body.append(sessionBar(watchSession('https://sso.example.org/cas')))`
    const { page } = await open('about:blank')
    await theUserIsToldOfTheEnd(page, async (cas: string) => (await startPage({ cas, script })).url)
  })

  test('docs/testing.md: stories in a page show each state, and no server is asked', async () => {
    const cas = await startCas()
    const script = `
      import { Ended, Offline, SignedIn, SignedOut } from 'example:docs/testing.md/3'
      const loaded = await Ended.loaders[0]()
      document.body.append(SignedIn(), SignedOut(), Offline(), Ended.render({}, { loaded }))
      console.log('done')`
    const tab = await open((await startPage({ cas: cas.url, script })).url)
    await tab.waitForText('done')
    await tab.waitForText('Signed in as casuser')
    await tab.waitForText(/but offline/)
    expect((await tab.text()).match(/Signed out/g)).toHaveLength(2)
    expect(tab.errors).toEqual([])
  })

  describe('docs/csp.md', () => {
    const [, policy = ''] =
      /^Content-Security-Policy: (.+)$/m.exec(readFileSync('docs/csp.md', 'utf8')) ?? []
    const script = `import 'example:docs/csp.md/0'\nimport 'example:README.md/0'`

    async function openUnder(cas: InMemoryCas, allowed: string): Promise<Tab> {
      const options = {
        cas: cas.url,
        script,
        policy: policy.replace('https://sso.example.org', allowed),
      }
      const page = await startPage(options)
      cas.configure({ corsOrigins: [new URL(page.url).origin] })
      return open(page.url)
    }

    test('with it an app watches and signs out', async () => {
      const cas = await startCas()
      await signIn(cas)
      const tab = await openUnder(cas, new URL(cas.url).origin)
      const text = await tab.waitForText('ended: signed-out-here')
      expect(text.trim().split(/\s*\n\s*/)).toEqual([
        'signed-in',
        'signed in as casuser',
        'ended: signed-out-here',
      ])
      expect(tab.errors).toEqual([])
    })

    test('without connect-src the browser says so, and the state is unreachable', async () => {
      const tab = await openUnder(await startCas(), 'https://elsewhere.example.org')
      const text = await tab.waitForText('unreachable')
      expect(text).toContain('connect-src')
    })
  })

  test('docs/cross-site.md: the cookie is withheld, and a visit tells who is signed in', async () => {
    const cas = await startCas()
    const script = `import 'example:docs/cross-site.md/0'`
    const { url } = await startPage({ cas: cas.url, script, host: 'localhost' })
    cas.configure({ corsOrigins: [new URL(url).origin] })

    const first = await open(url)
    await first.waitForText('CAS says: signed-out')
    expect(await first.url()).toBe(url)
    await first.goto(url)
    await first.waitForText('asked a moment ago')

    await signIn(cas)
    const second = await open(`${url}?folder=1#mail`)
    await second.waitForText('CAS says: signed-in')
    expect(await second.url()).toBe(`${url}?folder=1#mail`)
  })

  describe('docs/sign-out.md: real input counts as use', () => {
    const script = (minutes: number) => `
      import { watchSession } from 'sso-pulse'
      import { staySignedIn } from 'example:docs/sign-out.md/1'
      const session = watchSession('https://sso.example.org/cas')
      session.subscribe(({ status }) => console.log(status))
      staySignedIn(session, ${minutes})
      globalThis.session = session`

    async function openSignedIn(setup: InMemorySetup, minutes: number) {
      const cas = await startCas(setup)
      await signIn(cas)
      const { url } = await startPage({ cas: cas.url, script: script(minutes) })
      cas.configure({ corsOrigins: [new URL(url).origin] })
      const tab = await open(url)
      await tab.waitForText('signed-in')
      const renewals = () =>
        cas.requests.filter(({ method, path }) => method === 'POST' && path === '/cas/isloggedin')
      /** Looks that begin after whatever was asked for before. */
      const lookThrice = () =>
        tab.page.evaluate('session.check().then(session.check).then(session.check).then(() => {})')
      return { tab, renewals, lookThrice }
    }

    test('at most once in a while, and only a person’s', async () => {
      const { tab, renewals, lookThrice } = await openSignedIn({ touch: true }, 5)
      await tab.page.evaluate(() => dispatchEvent(new KeyboardEvent('keydown', { key: 'a' })))
      await lookThrice()
      expect(renewals()).toEqual([])
      await tab.page.keyboard.press('a')
      await until('The renewal', () => renewals().length === 1)
      await tab.page.mouse.click(5, 5)
      await tab.page.keyboard.press('b')
      await lookThrice()
      expect(renewals()).toHaveLength(1)
    })

    test('each time, if that is wished for', async () => {
      const { tab, renewals } = await openSignedIn({ touch: true }, 0)
      await tab.page.keyboard.press('a')
      await until('The renewal', () => renewals().length === 1)
      await tab.page.mouse.click(5, 5)
      await until('The second renewal', () => renewals().length === 2)
    })

    test('not again where the deployer does not allow it', async () => {
      const { tab, renewals, lookThrice } = await openSignedIn({}, 0)
      await tab.page.keyboard.press('a')
      await until('The refusal', () => renewals().length === 1)
      await lookThrice()
      await tab.page.keyboard.press('b')
      await lookThrice()
      expect(renewals()).toHaveLength(1)
    })
  })
})

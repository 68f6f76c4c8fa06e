// <sso-status> in real browsers, under a strict Content-Security-Policy.
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import type { ColorScheme } from '../../scripts/browser/driver.js'
import type { Tab } from '../../scripts/browser/tab.js'
import { until } from '../../scripts/browser/until.js'
import type { InMemorySetup } from '../../sdk/testing/index.js'
import { examplesIn } from '../docs/markdown-examples.js'
import { describeInBrowsers } from './browser.js'
import { createElementSite, type ElementSite, type StatusPage } from './element-site.js'

const second = 1000
const minute = 60 * second
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

async function violations({ page }: Tab): Promise<unknown> {
  await page.evaluate(axe)
  return page.evaluate(`axe.run().then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`)
}

async function signedIn(site: ElementSite, body?: string): Promise<StatusPage> {
  await site.signIn()
  const page = await site.open(body)
  await page.phase('signed-in')
  return page
}

/** Signs in, and lets time pass until this much is left. */
async function left(site: ElementSite, leftMs: number, body?: string): Promise<StatusPage> {
  const page = await signedIn(site, body)
  await passUntil(site, page, leftMs)
  return page
}

/** The browser's clock can't be turned: the server's is, and the next look shows how far it is ahead. */
async function passUntil({ server }: ElementSite, page: StatusPage, leftMs: number) {
  const [session] = server.sessions()
  const endsAt = Math.min(session?.timeLimitAt ?? Infinity, session?.idleLimitAt ?? Infinity)
  server.clock.advance(endsAt - server.clock.now() - leftMs)
  return page.look()
}

interface PhaseCase {
  readonly phase: string
  readonly text: RegExp
  readonly setup?: InMemorySetup
  arrange(site: ElementSite): Promise<StatusPage>
}

const oneHour: InMemorySetup = { policy: { kind: 'time', maxTimeToLiveSeconds: 3600 } }

const phases: readonly PhaseCase[] = [
  {
    phase: 'checking',
    text: /^… Checking your sign-in$/,
    arrange(site) {
      site.server.fail({ path: 'isloggedin', delayMs: 5 * second })
      return site.open()
    },
  },
  {
    phase: 'signed-in',
    text: /^✓ Signed in as casuser 1 hour 29 minutes$/,
    arrange: (site) => left(site, 89.5 * minute),
  },
  {
    phase: 'expiring',
    text: /^! Your sign-in ends in 9 minutes$/,
    setup: oneHour,
    arrange: (site) => left(site, 9.5 * minute),
  },
  {
    phase: 'expiring',
    text: /^z Not used: your sign-in ends in 1 minute \d+ seconds$/,
    arrange: (site) => left(site, 100 * second),
  },
  {
    phase: 'signed-out',
    text: /^– Not signed in$/,
    arrange: (site) => site.open(),
  },
  {
    phase: 'ended',
    text: /^× Your sign-in has ended$/,
    async arrange(site) {
      const page = await signedIn(site)
      site.server.endSession()
      await page.look()
      return page
    },
  },
  {
    phase: 'unreachable',
    text: /^\? Can't tell if you are signed in$/,
    async arrange(site) {
      const page = await signedIn(site)
      site.server.failRegistry()
      await page.look()
      return page
    },
  },
]

describeInBrowsers('<sso-status>', (driver, name) => {
  let opened: ElementSite | undefined
  afterEach(() => opened?.close())
  const create = async (setup?: InMemorySetup) => {
    opened = await createElementSite(driver(), setup)
    return opened
  }

  /** In the page's own context. */
  const run = ({ tab }: StatusPage, script: string) => tab.page.evaluate(script)

  // Colours are the same in both browsers.
  const schemes: readonly ColorScheme[] = name === 'chromium' ? ['light', 'dark'] : ['light']
  describe.each(schemes)('%s', (scheme) => {
    test.each(phases)('$phase: $text', async ({ phase, text, setup, arrange }) => {
      await driver().setPreferences({ colorScheme: scheme })
      const page = await arrange(await create(setup))
      const reading = await page.phase(phase)
      expect(reading.text).toMatch(text)
      expect(reading).toMatchObject({ violations: [], errors: [] })
      expect(await violations(page.tab)).toEqual([])
    })
  })

  test('the number ticks each second, and only the minute is spoken', async () => {
    const page = await left(await create(), 64 * second)
    const before = await page.read()
    expect(before.said.at(-1)).toMatch(/^Not used: your sign-in ends in 1 minute [1-4] seconds?$/)
    const minuteSaid = await until('One minute', page.read, ({ said }) =>
      /1 minute$/.test(`${said.at(-1)}`),
    )
    const { said, ticks } = await until(
      'Ticks',
      page.read,
      ({ ticks }) => ticks >= minuteSaid.ticks + 3,
    )
    expect(said).toEqual([...before.said, 'Not used: your sign-in ends in 1 minute'])
    expect(ticks).toBeGreaterThan(before.ticks + 3)
  })

  test('nothing is asked before the element is part of a page, nor after', async () => {
    const site = await create()
    const page = await site.open('<p>Nothing yet</p>')
    const defined = `customElements.whenDefined('sso-status')`
    await run(page, `${defined}.then((Status) => { globalThis.it = new Status() }).then(() => {})`)
    await run(page, `it.setAttribute('server', '${site.casUrl}')`)
    expect(await page.read()).toMatchObject({ timers: 0, errors: [] })
    expect(site.looks()).toBe(0)
    await run(page, 'document.body.append(it)')
    await page.phase('signed-out')
    expect(site.looks()).toBe(1)
    expect((await page.read()).timers).toBeGreaterThan(0)
    await run(page, 'it.remove()')
    expect(await page.read()).toMatchObject({ timers: 0, errors: [] })
    expect(await run(page, 'it.session === undefined')).toBe(true)
    await run(page, `dispatchEvent(new Event('online')); dispatchEvent(new Event('pageshow'))`)
    expect((await page.read()).timers).toBe(0)
    expect(site.looks()).toBe(1)
  })

  test('another server takes effect at once; a bad address is one error, and no broken page', async () => {
    const site = await create()
    const page = await site.open('<sso-status server="sso.example.org"></sso-status>')
    const set = (server: string) =>
      run(page, `document.querySelector('sso-status').setAttribute('server', '${server}')`)
    const bad = await page.phase('unreachable')
    expect(bad.text).toBe("? Can't tell if you are signed in")
    expect(bad.errors).toEqual([expect.stringContaining('server: expected an http(s) address')])
    expect(bad.timers).toBe(0)
    await set(site.casUrl)
    await page.phase('signed-out')
    await set(`${site.casUrl}/elsewhere`)
    await page.phase('unreachable')
    await set(site.casUrl)
    await page.phase('signed-out')
    await set('')
    expect(await page.phase('unreachable')).toMatchObject({ timers: 0 })
    expect((await page.read()).errors).toHaveLength(2)
  })

  test('several elements and the page itself share one session', async () => {
    const site = await create()
    const one = `<sso-status server="${site.casUrl}"></sso-status>`
    const page = await site.open(`${one} and ${one}`)
    await page.phase('signed-out')
    const shared = `(await import('/sso-pulse/index.js')).watchSession('${site.casUrl}')`
    const sessions = `[...document.querySelectorAll('sso-status')].map(({ session }) => session)`
    const all = `(async () => { const shared = ${shared}; return ${sessions}.map((its) => its === shared) })()`
    expect(await run(page, all)).toEqual([true, true])
    expect(site.looks()).toBe(1)
  })

  test('inside a form it submits nothing and takes no focus', async () => {
    const site = await create()
    const page = await site.open(`<form><sso-status server="${site.casUrl}"></sso-status></form>`)
    await page.phase('signed-out')
    await page.tab.click('sso-status')
    await page.tab.page.keyboard.press('Tab')
    await page.tab.page.keyboard.press('Enter')
    expect((await page.read()).submits).toBe(0)
    expect(await run(page, `document.activeElement.localName`)).not.toBe('sso-status')
  })

  describe('docs/element.md', () => {
    const markdown = readFileSync('docs/element.md', 'utf8')
    const [html = ''] = examplesIn(markdown, 'html')
    const [css = ''] = examplesIn(markdown, 'css')
    const shown = `[...document.querySelectorAll('sso-status > *')].filter((it) => it.checkVisibility()).map(({ textContent }) => textContent)`

    test('the first lines run: a slot is shown in its phase, and spoken', async () => {
      const site = await create()
      const page = await site.open(html.replaceAll('https://sso.example.org/cas', site.casUrl))
      expect((await page.phase('signed-out')).said.at(-1)).toBe('Sign in')
      expect(await run(page, shown)).toEqual(['Sign in'])
      await site.signIn()
      expect((await page.look()).phase).toBe('signed-in')
      expect(await run(page, shown)).toEqual([])
      site.server.endSession()
      expect((await page.look()).text).toBe('× Your sign-in has ended. Sign in again')
      expect(await run(page, shown)).toEqual(['Your sign-in has ended. Sign in again'])
      expect(await page.read()).toMatchObject({ violations: [], errors: [] })
    })

    test('the looks are those of the page', async () => {
      const page = await signedIn(await create())
      await run(
        page,
        `(() => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(${JSON.stringify(css)})
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
      })()`,
      )
      const look = (part: string, property: string) =>
        run(
          page,
          `getComputedStyle(document.querySelector('sso-status').shadowRoot.querySelector('[part=${part}]')).${property}`,
        )
      expect(await look('shape', 'color')).toBe('rgb(0, 128, 128)')
      expect(await look('shape', 'borderTopLeftRadius')).toBe('0px')
      expect(await look('time', 'display')).toBe('none')
    })
  })
})

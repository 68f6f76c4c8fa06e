// A site that shows <sso-status> under a strict Content-Security-Policy, before an in-memory CAS on another port.
import { readFileSync } from 'node:fs'
import type { Driver } from '../../scripts/browser/driver.js'
import type { Tab } from '../../scripts/browser/tab.js'
import { until } from '../../scripts/browser/until.js'
import { signIn } from '../../scripts/journey/steps.js'
import type { InMemoryCas, InMemorySetup } from '../../sdk/testing/node.js'
import { startWebsite } from './website.js'

/** What a page of this site says of itself. */
export interface Reading {
  readonly phase: string | undefined
  /** The drawing, the words and the time, as a person reads them. */
  readonly text: string
  /** Everything that the live region said so far. */
  readonly said: readonly string[]
  /** How often the visible time changed. */
  readonly ticks: number
  readonly violations: readonly string[]
  readonly submits: number
  /** The page's timers that stand now. */
  readonly timers: number
  readonly errors: readonly string[]
}

export interface StatusPage {
  readonly tab: Tab
  read(): Promise<Reading>
  /** Resolves once the element is in this phase. */
  phase(wanted: string): Promise<Reading>
  /** The element's session looks now, and what it found is shown. */
  look(): Promise<Reading>
}

export interface ElementSite {
  readonly server: InMemoryCas
  readonly casUrl: string
  /** The status requests that CAS was asked. */
  looks(): number
  /** A person signs in on CAS's login page, with the same browser. */
  signIn(): Promise<void>
  /** Opens a page with this body. */
  open(body?: string): Promise<StatusPage>
  close(): Promise<void>
}

/** Runs in the page before the element's module, and writes down what happens there; shares nothing with this file. */
function record(): void {
  const seen = { said: [''], ticks: 0, violations: [''], submits: 0, errors: [''] }
  for (const list of [seen.said, seen.violations, seen.errors]) list.length = 0
  const timers = new Set<unknown>()
  const { setTimeout, clearTimeout } = window
  Object.assign(window, {
    setTimeout(callback: () => void, ms: number) {
      const timer = setTimeout(() => timers.delete(timer) && callback(), ms)
      timers.add(timer)
      return timer
    },
    clearTimeout(timer: number) {
      timers.delete(timer)
      clearTimeout(timer)
    },
  })
  const look = new CSSStyleSheet()
  look.replaceSync(':root { color-scheme: light dark; background: Canvas; color: CanvasText }')
  document.adoptedStyleSheets = [look]
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    // Firefox looks for an icon by itself.
    if (blockedURI.endsWith('/favicon.ico')) return
    seen.violations.push(`${violatedDirective} ${blockedURI}`)
  })
  addEventListener('error', ({ message }) => seen.errors.push(message))
  addEventListener('submit', (event) => {
    event.preventDefault()
    seen.submits += 1
  })
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim()
  const element = () => document.querySelector('sso-status')
  const inside = (selector: string) => element()?.shadowRoot?.querySelector(selector)
  const follow = (selector: string, changed: (text: string) => void) => {
    const target = inside(selector)
    if (!target) return
    const observer = new MutationObserver(() => changed(plain(target.textContent ?? '')))
    observer.observe(target, { childList: true })
  }
  void customElements.whenDefined('sso-status').then(() => {
    follow('[role=status]', (text) => seen.said.push(text))
    follow('[part=time]', () => {
      seen.ticks += 1
    })
  })
  Object.assign(window, {
    reading() {
      const [shape, user, time] = ['shape', 'user', 'time'].map((part) => inside(`[part=${part}]`))
      const words = inside('slot') as HTMLSlotElement | null | undefined
      const nodes = [shape, ...(words?.assignedNodes({ flatten: true }) ?? []), user, time]
      const text = plain(nodes.map((node) => node?.textContent).join(' '))
      return { ...seen, timers: timers.size, phase: element()?.dataset.phase, text }
    },
  })
}

/** @param body may bring the element's module itself */
const html = (body: string) => `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <title>A page with a status</title>
  <script src="/recorder.js"></script>
  ${body.includes('<script') ? '' : '<script type="module" src="/sso-pulse/element.js"></script>'}
  <main><h1>A page</h1>${body}</main>
</html>`

export async function createElementSite(
  driver: Driver,
  setup: InMemorySetup = {},
): Promise<ElementSite> {
  let body = ''
  const website = await startWebsite({
    file(path) {
      if (path === '/recorder.js') return `(${record})()`
      if (path === '/' || path === '/app') return html(body)
      const [, file] = /^\/sso-pulse\/([\w/-]+\.js)$/.exec(path) ?? []
      return file && readFileSync(`dist/sdk/${file}`)
    },
    headers: ({ url }) => ({
      'content-security-policy': `default-src 'none'; script-src 'self'; connect-src ${new URL(url).origin}; require-trusted-types-for 'script'`,
    }),
  })
  const { cas: server, url } = website
  server.configure(setup)
  await driver.clearCookies()
  const tabs: Tab[] = []

  return {
    server,
    casUrl: server.url,
    looks: () => server.requests.filter(({ path }) => path.endsWith('/isloggedin')).length,
    signIn: () => signIn(driver, server.url, `${url}/app`),
    async open(content = `<sso-status server="${server.url}"></sso-status>`) {
      body = content
      const tab = await driver.open(`${url}/`)
      tabs.push(tab)
      const read = () => tab.page.evaluate('reading()') as Promise<Reading>
      return {
        tab,
        read,
        phase: (wanted) => until(`The phase ${wanted}`, read, ({ phase }) => phase === wanted),
        async look() {
          const session = `document.querySelector('sso-status').session`
          await tab.page.evaluate(`${session}.check().then(() => {})`)
          return read()
        },
      }
    },
    async close() {
      for (const tab of tabs) await tab.close()
      await website.close()
    },
  }
}

// The background on a stage: it is driven by events as the browser drives it; CAS is the in-memory one, and time is turned.
import type { SessionState } from 'sso-pulse'
import { createCas, type InMemoryCas } from 'sso-pulse/testing'
import { vi } from 'vitest'
import type { Settings } from '../../../extension/shared/settings.js'
import type { WatchRecord } from '../../../extension/shared/watch-record.js'
import { FakeBrowser } from '../fake-browser.js'
import { catalogs, messageOf } from '../speech.js'
import { stubPlatform } from './platform.js'

export const minute = 60_000

export const server = { url: 'http://127.0.0.1:8080/cas', name: 'Example', source: 'isloggedin' }
export const ourPage = { id: 'our-extension', url: 'moz-extension://our-extension/popup.html' }

export interface Stage {
  readonly browser: FakeBrowser
  readonly cas: InMemoryCas
  /** Changes what is set up for the one server, or when it warns. */
  setUp(change: {
    server?: object
    servers?: readonly object[]
    warnings?: Partial<Settings['warnings']>
  }): Promise<void>
  /** A new worker: nothing in memory, what was stored is still there. */
  boot(): Promise<void>
  /** A request, from one of our pages unless it is said from whom. */
  ask(type: string, sender?: { readonly id?: string; readonly url?: string }): Promise<void>
  /** The TGC of the one server has changed, or another cookie. */
  cookieChanges(cookie?: Partial<{ name: string; domain: string; storeId: string }>): Promise<void>
  /** The alarm rings each time it is due, until that much time has passed. */
  pass(ms: number): Promise<void>
  /** The alarm does not ring meanwhile. */
  sleep(ms: number): Promise<void>
  /** Somebody sets the clock of this machine; that of CAS stays right, and so do timers. */
  setClock(by: number): void
  /** What was begun comes to its end. */
  settle(): Promise<void>
  online(): Promise<void>
  /** Of the one server, or of another. */
  record(url?: string): WatchRecord
  state(url?: string): SessionState
  /** How often CAS was asked for the status. */
  looks(): number
}

/** With faked timers; `vi.useRealTimers` and `vi.unstubAllGlobals` end it. */
export function createStage(): Stage {
  vi.useFakeTimers({ now: Date.parse('2026-03-01T08:00:00Z') })
  const browser = new FakeBrowser()
  browser.i18n.getMessage = (key, substitutions = []) => messageOf(catalogs.en, key, substitutions)
  const cas = createCas({ url: server.url })
  const worker = new EventTarget()
  vi.stubGlobal('fetch', cas.fetch)
  stubPlatform()
  vi.stubGlobal('addEventListener', worker.addEventListener.bind(worker))

  let settings = {
    version: 2,
    servers: [server] as readonly object[],
    warnings: { notify: false, minutes: [10, 2] },
  }
  browser.storage.local.values.set('settings', settings)
  const settle = async () => void (await vi.advanceTimersByTimeAsync(0))
  const record = (url = server.url): WatchRecord =>
    browser.storage.session.values.get(`watch ${url}`) as WatchRecord
  const ring = (scheduledTime: number) =>
    browser.alarms.onAlarm.emit({ name: 'boundary', scheduledTime })

  return {
    browser,
    cas,
    settle,
    record,
    async setUp({ server: changed, servers = settings.servers, warnings }) {
      settings = {
        ...settings,
        servers: servers.map((known) => ({ ...known, ...changed })),
        warnings: { ...settings.warnings, ...(warnings as object) },
      }
      await browser.storage.local.set({ settings })
      await settle()
    },
    async boot() {
      browser.forgetListeners()
      vi.resetModules()
      vi.doMock('webextension-polyfill', () => ({ default: browser }))
      await import('../../../extension/background/background.js')
      await settle()
    },
    async ask(type, sender = ourPage) {
      await browser.runtime.onMessage.emit({ type, server: server.url }, sender)
      await settle()
    },
    async cookieChanges(changed = {}) {
      const cookie = { name: 'TGC', domain: '127.0.0.1', storeId: '0', ...changed }
      await browser.cookies.onChanged.emit({ cookie, removed: false })
    },
    async pass(ms) {
      const end = Date.now() + ms
      for (;;) {
        const { when } = browser.alarm
        if (when === undefined || when > end) break
        await vi.advanceTimersByTimeAsync(Math.max(0, when - Date.now()))
        await ring(when)
      }
      await vi.advanceTimersByTimeAsync(Math.max(0, end - Date.now()))
    },
    async sleep(ms) {
      vi.setSystemTime(Date.now() + ms)
    },
    setClock(by) {
      vi.setSystemTime(Date.now() + by)
      cas.clock.advance(-by)
    },
    async online() {
      worker.dispatchEvent(new Event('online'))
      await settle()
    },
    state: (url) => record(url).memory.state,
    looks: () => cas.requests.filter(({ path }) => path === '/cas/isloggedin').length,
  }
}

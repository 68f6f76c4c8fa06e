// The background on a stage: it is driven by events as the browser drives it; CAS is the in-memory one, and time is turned.
import type { SessionState } from 'sso-pulse'
import { createCas, type InMemoryCas } from 'sso-pulse/testing'
import { vi } from 'vitest'
import type { Settings } from '../../../extension/shared/settings.js'
import type { WatchRecord } from '../../../extension/shared/watch-record.js'
import { FakeBrowser } from '../fake-browser.js'
import { catalogs, formatDuration, messageOf } from '../speech.js'

export const minute = 60_000

const server = { url: 'http://127.0.0.1:8080/cas', name: 'Example', source: 'isloggedin' }
const ourPage = { id: 'our-extension', url: 'moz-extension://our-extension/popup.html' }

class FakeDurationFormat {
  readonly #style: 'long' | 'short' | 'narrow'
  constructor(_: string, { style }: { style: 'long' | 'short' | 'narrow' }) {
    this.#style = style
  }
  format(duration: object) {
    return formatDuration('en', duration, this.#style)
  }
}

class FakeCanvas {
  getContext() {
    const nothing = () => {}
    const drawn = { scale: nothing, translate: nothing, fill: nothing, fillRect: nothing }
    return { ...drawn, getImageData: () => ({}) }
  }
}

export interface Stage {
  readonly browser: FakeBrowser
  readonly cas: InMemoryCas
  /** Changes what is set up for the one server, or when it warns. */
  setUp(change: { server?: object; warnings?: Partial<Settings['warnings']> }): Promise<void>
  /** A new worker: nothing in memory, what was stored is still there. */
  boot(): Promise<void>
  /** A request from one of our pages. */
  ask(type: string): Promise<void>
  /** The alarm rings each time it is due, until that much time has passed. */
  pass(ms: number): Promise<void>
  /** The alarm does not ring meanwhile. */
  sleep(ms: number): Promise<void>
  /** Somebody sets the clock of this machine; that of CAS stays right, and so do timers. */
  setClock(by: number): void
  /** What was begun comes to its end. */
  settle(): Promise<void>
  online(): Promise<void>
  record(): WatchRecord
  state(): SessionState
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
  vi.stubGlobal('OffscreenCanvas', FakeCanvas)
  vi.stubGlobal('Path2D', class {})
  // Node 20 has none; the browsers that we support do.
  vi.stubGlobal('Intl', Object.assign(Object.create(Intl), { DurationFormat: FakeDurationFormat }))
  vi.stubGlobal('addEventListener', worker.addEventListener.bind(worker))

  let settings = { version: 2, servers: [server], warnings: { notify: false, minutes: [10, 2] } }
  browser.storage.local.values.set('settings', settings)
  const settle = async () => void (await vi.advanceTimersByTimeAsync(0))
  const record = (): WatchRecord =>
    browser.storage.session.values.get(`watch ${server.url}`) as WatchRecord
  const ring = (scheduledTime: number) =>
    browser.alarms.onAlarm.emit({ name: 'boundary', scheduledTime })

  return {
    browser,
    cas,
    settle,
    record,
    async setUp({ server: changed, warnings }) {
      settings = {
        ...settings,
        servers: settings.servers.map((known) => ({ ...known, ...changed })),
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
    async ask(type) {
      await browser.runtime.onMessage.emit({ type, server: server.url }, ourPage)
      await settle()
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
    state: () => record().memory.state,
    looks: () => cas.requests.filter(({ path }) => path === '/cas/isloggedin').length,
  }
}

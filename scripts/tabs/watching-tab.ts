// A tab whose page watches a session: what it saw, and what can happen to it.
import type { SessionState } from '../../sdk/index.js'
import type { Tab } from '../browser/tab.js'
import { until } from '../browser/until.js'
import type { Journal, Status, Watching } from './pages/journal.js'
import type { WatchingBySdk } from './pages/sso-pulse.js'

/** In a page, where TypeScript of this file doesn't reach. */
interface Page {
  readonly watching: Watching & WatchingBySdk
}

export interface Shown {
  readonly state: SessionState
  /** Instants of the page's clock. */
  readonly checkedAt: number
  readonly now: number
  /** Until the nearest deadline; NaN where none is known. */
  readonly remainingMs: number
}

export class WatchingTab {
  readonly tab: Tab

  constructor(tab: Tab) {
    this.tab = tab
  }

  journal(): Promise<Journal> {
    return this.tab.page.evaluate(() => (globalThis as unknown as Page).watching.journal)
  }

  /** Resolves to when the page was told, once its last word is this. */
  async knows(status: Status, withinMs?: number): Promise<number> {
    const last = await until(
      `A tab that knows "${status}"`,
      async () => (await this.journal()).told.at(-1),
      (told) => told?.status === status,
      withinMs,
    )
    return last?.at ?? Number.NaN
  }

  /** Resolves once its one timer is the next look's: nothing is under way. */
  async rests(): Promise<void> {
    const isAtRest = ({ timers }: Journal) => timers.standing === 1
    await until('A tab at rest', () => this.journal(), isAtRest)
  }

  /** Resolves once the SDK has learned something in the last ten seconds. */
  async knowsAnew(): Promise<void> {
    const isFresh = ({ now, checkedAt }: Shown) => now >= checkedAt && now - checkedAt < 10_000
    await until('A tab that knows more', () => this.sdk(), isFresh)
  }

  /** Resolves to when this last happened, once it has happened `times` times. */
  async happened(name: string, times = 1): Promise<number> {
    const events = await until(
      `"${name}" in a tab`,
      () => this.events(name),
      (found) => found.length >= times,
    )
    return events.at(-1)?.at ?? Number.NaN
  }

  /** Each time that this has happened; none while the page is on its way back from elsewhere. */
  async events(name: string): Promise<Journal['events']> {
    const events = await this.journal().then(
      (journal) => journal.events,
      () => [],
    )
    return events.filter((event) => event.name === name)
  }

  isVisible(): Promise<boolean> {
    return this.tab.page.evaluate(() => document.visibilityState === 'visible')
  }

  /** As if the browser had told the page of it. */
  async fire(event: 'online'): Promise<void> {
    await this.tab.page.evaluate((name) => void dispatchEvent(new Event(name)), event)
  }

  /** The page's clock is set, as is everything that reads it. */
  async jump(ms: number): Promise<void> {
    await this.tab.page.evaluate((by) => (globalThis as unknown as Page).watching.jump(by), ms)
  }

  /** What the SDK shows of the first server, or of another. */
  sdk(server = 0): Promise<Shown> {
    return this.tab.page.evaluate((index) => {
      const session = (globalThis as unknown as Page).watching.sessions[index]
      if (!session) throw new Error('This page does not watch so many.')
      const { state, checkedAt = Number.NaN } = session
      const endAt = state.deadlines?.[0]?.at ?? Number.NaN
      return { state, checkedAt, remainingMs: endAt - Date.now(), now: Date.now() }
    }, server)
  }

  /** Why the SDK looked from this tab, each time. */
  causes(): Promise<readonly string[]> {
    return this.tab.page.evaluate(() => (globalThis as unknown as Page).watching.causes)
  }

  /** Signs out by the SDK; resolves to whether that was proved. */
  signOut(): Promise<boolean> {
    return this.tab.page.evaluate(async () => {
      const [session] = (globalThis as unknown as Page).watching.sessions
      return !!(await session?.logout({ mode: 'quiet' }))?.proved
    })
  }
}

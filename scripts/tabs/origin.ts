// One origin in a real browser: its tabs watch a session at an in-memory CAS, which counts who asks.
import {
  type CasRequest,
  createCas,
  createClock,
  type InMemoryCas,
  type InMemorySetup,
  listen,
} from '../../sdk/testing/node.js'
import type { Driver } from '../browser/driver.js'
import type { Tab } from '../browser/tab.js'
import { signIn } from '../journey/steps.js'
import { Closing } from '../start/closing.js'
import { blankPath, startSite, type Watcher } from './site.js'
import { WatchingTab } from './watching-tab.js'

export interface OriginOptions {
  /** How much faster time goes than real time, in the pages and at CAS; default 1. */
  readonly rate?: number
  /** How much longer the pages wait for each other than they would; default 1. */
  readonly patience?: number
  readonly setup?: InMemorySetup
}

export interface OpenOptions {
  /** Default: with this SDK. */
  readonly watcher?: Watcher
  /** In a window of its own, where it stays visible beside others. */
  readonly window?: boolean
  /** What the browser is to lack. */
  readonly without?: 'locks' | 'channels'
  /** Watched as well. */
  readonly otherServer?: string
}

/** A look that arrived at CAS. */
export interface Look {
  /** Real time. */
  readonly at: number
  /** By the clock of CAS, which goes as fast as the pages'. */
  readonly casAt: number
}

export interface Origin {
  readonly cas: InMemoryCas
  /** A page of this origin on which nothing runs. */
  readonly blankUrl: string
  readonly looks: readonly Look[]
  open(options?: OpenOptions): Promise<WatchingTab>
  /** Another CAS, at which nobody is signed in. */
  addServer(): Promise<InMemoryCas>
  /** Closes its tabs too. */
  close(): Promise<void>
}

/** Somebody is signed in; no tab is open yet. */
export async function createOrigin(
  driver: Driver,
  { rate = 1, patience = 1, setup = {} }: OriginOptions = {},
): Promise<Origin> {
  const closing = new Closing()
  const site = await startSite()
  closing.add(() => site.close())
  const since = Date.now()
  const clock = createClock({ rate })
  const start = async (respond?: (cas: InMemoryCas) => InMemoryCas['respond']) => {
    const cas = createCas({ clock, setup: { corsOrigins: [site.origin], ...setup } })
    const heard = respond ? Object.create(cas, { respond: { value: respond(cas) } }) : cas
    const listener = await listen(heard)
    closing.add(() => listener.close())
    return cas
  }
  const looks: Look[] = []
  const cas = await start((served) => (request) => {
    if (isLook(request)) looks.push({ at: Date.now(), casAt: clock.now() })
    return served.respond(request)
  })
  const blankUrl = site.origin + blankPath
  await driver.clearCookies()
  await signIn(driver, cas.url, blankUrl)
  const tabs = new Set<Tab>()
  closing.add(async () => {
    for (const tab of tabs) if (!tab.page.isClosed()) await tab.close()
  })
  return {
    cas,
    blankUrl,
    looks,
    async open({ watcher = 'sso-pulse', window = false, without, otherServer } = {}) {
      const query = new URLSearchParams({
        rate: `${rate}`,
        since: `${since}`,
        patience: `${patience}`,
        server: cas.url,
        // Firefox is told by its address which tab is meant.
        tab: `${tabs.size}`,
      })
      if (without !== undefined) query.set('without', without)
      if (otherServer !== undefined) query.append('server', otherServer)
      const url = `${site.origin}/${watcher}?${query}`
      const tab = await (window ? driver.openWindow(url) : driver.open(url))
      tabs.add(tab)
      return new WatchingTab(tab)
    },
    addServer: () => start(),
    close: () => closing.run(),
  }
}

const isLook = ({ method, target }: CasRequest) => method === 'GET' && /\/isloggedin\b/.test(target)

// How often a server is asked when an application is open in many tabs, and who hears of the end of the session.
import type { Driver } from '../browser/driver.js'
import { until } from '../browser/until.js'
import { formatNumber, formatTable } from '../table.js'
import { createOrigin } from '../tabs/origin.js'
import { type Watcher, watchers } from '../tabs/site.js'
import type { WatchingTab } from '../tabs/watching-tab.js'
import { inBrowser, titles } from './browser.js'
import { type Goal, report } from './goal.js'
import { peers } from './peers.js'

const minute = 60_000
/** Of pages and CAS: a minute takes three seconds. */
const rate = 20
const measuredMinutes = 5
/** Who asks once a minute knows by then. */
const learningMinutes = 2

/** One tab is visible, as in one window; or all of them, each in a window. */
const crowds = [
  { count: 1, windows: false },
  { count: 10, windows: false },
  { count: 100, windows: false },
  { count: 10, windows: true },
] as const
type Crowd = (typeof crowds)[number]

interface Measured {
  readonly requestsAnHour: number
  readonly told: number
  /** From the first that was told to the last, in seconds of real time. */
  readonly spreadS: number
}

export function benchTabs(): Promise<boolean> {
  return inBrowser(async (driver) => {
    const goals: Goal[] = []
    for (const crowd of crowds) {
      const { count, windows } = crowd
      const rows: string[][] = []
      for (const watcher of watchers) {
        const measured = await measure(driver, watcher, crowd)
        const { requestsAnHour, told, spreadS } = measured
        rows.push([
          titles[watcher],
          formatNumber(requestsAnHour),
          `${told} of ${count}`,
          formatNumber(spreadS),
        ])
        if (watcher === 'sso-pulse') goals.push(...goalsOf(crowd, measured))
      }
      const title = windows
        ? `${count} windows`
        : count === 1
          ? '1 tab'
          : `${count} tabs, 1 visible`
      const head = [title, 'requests an hour', 'told of the end', 's from first to last']
      console.log(`\n${formatTable(head, [...rows, ...quoted(crowd)])}`)
    }
    return report(goals)
  })
}

function goalsOf({ count, windows }: Crowd, { requestsAnHour, told, spreadS }: Measured): Goal[] {
  const where = `${count} ${windows ? 'windows' : 'tabs'}`
  return [
    { what: `requests an hour, ${where}`, measured: requestsAnHour, goal: ['at most', 60] },
    { what: `told of the end, ${where}`, measured: told, goal: ['at least', count] },
    { what: `from first to last, ${where}`, measured: spreadS, unit: 's', goal: ['at most', 0.5] },
  ]
}

function quoted({ count, windows }: Crowd): string[][] {
  if (windows) return []
  return peers.flatMap(({ name, requests, told }) => {
    const asked = requests?.[[1, 10, 100].indexOf(count)]
    if (asked === undefined || told === undefined) return []
    return [
      [`quoted: ${name}`, formatNumber(asked), `${told === 'all' ? count : 1} of ${count}`, '–'],
    ]
  })
}

async function measure(
  driver: Driver,
  watcher: Watcher,
  { count, windows }: Crowd,
): Promise<Measured> {
  const origin = await createOrigin(driver, { rate })
  const { clock } = origin.cas
  const pass = async (minutes: number) => {
    const from = clock.now()
    const patience = (minutes * minute) / rate + 10_000
    await until('Enough minutes', () => clock.now() >= from + minutes * minute, Boolean, patience)
    return from
  }
  try {
    const tabs: WatchingTab[] = []
    while (tabs.length < count) {
      tabs.push(await origin.open({ watcher, window: windows || tabs.length === 0 }))
    }
    const visible = (await Promise.all(tabs.map((tab) => tab.isVisible()))).filter(Boolean)
    if (visible.length !== (windows ? count : 1)) throw new Error(`${visible.length} are visible.`)
    for (const tab of tabs) await tab.knows('signed-in')
    const from = await pass(measuredMinutes)
    const to = from + measuredMinutes * minute
    const looks = origin.looks.filter(({ casAt }) => casAt > from && casAt <= to)
    origin.cas.endSession()
    await pass(learningMinutes)
    const journals = await Promise.all(tabs.map((tab) => tab.journal()))
    const told = journals.flatMap(({ told }) =>
      told.filter(({ status }) => status === 'signed-out'),
    )
    const instants = told.map(({ at }) => at)
    return {
      requestsAnHour: looks.length * (60 / measuredMinutes),
      told: told.length,
      spreadS: (Math.max(...instants) - Math.min(...instants)) / 1000,
    }
  } finally {
    await origin.close()
  }
}

// What becomes of watching when the tab that asked is gone, and when the server can't answer.
import type { Driver } from '../browser/driver.js'
import { until } from '../browser/until.js'
import { formatNumber, formatTable } from '../table.js'
import { createOrigin, type Origin } from '../tabs/origin.js'
import { type Watcher, watchers } from '../tabs/site.js'
import type { WatchingTab } from '../tabs/watching-tab.js'
import { inBrowser, titles } from './browser.js'
import { type Goal, report } from './goal.js'
import { electedLeader, peers } from './peers.js'

const minute = 60_000

export function benchFaults(): Promise<boolean> {
  return inBrowser(async (driver) => {
    const goals = [...(await benchGoneTabs(driver)), ...(await benchUnavailable(driver))]
    return report(goals)
  })
}

type Way = 'closed' | 'navigated away' | 'frozen'

const ways: Readonly<
  Record<Way, (tab: WatchingTab, origin: Origin, driver: Driver) => Promise<unknown>>
> = {
  closed: ({ tab }) => tab.close(),
  'navigated away': ({ tab }, { blankUrl }) => tab.goto(blankUrl),
  frozen: ({ tab }, _, driver) => driver.freeze(tab),
}

const minutesAfter = 4

/** Three windows; the tab that was first is gone. */
async function benchGoneTabs(driver: Driver): Promise<Goal[]> {
  const goals: Goal[] = []
  for (const way of Object.keys(ways) as Way[]) {
    const rows: string[][] = []
    for (const watcher of watchers) {
      const { requests, told } = await loseTab(driver, watcher, way)
      rows.push([titles[watcher], formatNumber(requests), `${told} of 2`])
      if (watcher !== 'sso-pulse') continue
      const what = `the first of three tabs ${way}`
      goals.push(
        { what: `${what}, others told of the end`, measured: told, goal: ['at least', 2] },
        { what: `${what}, requests a minute`, measured: requests, goal: ['at most', 1] },
      )
    }
    const head = [`the first of 3 windows ${way}`, 'requests a minute', 'others told of the end']
    const { name, ...leader } = electedLeader
    console.log(`\n${formatTable(head, [...rows, [`quoted: ${name}`, ...leader[way]]])}`)
  }
  return goals
}

async function loseTab(
  driver: Driver,
  watcher: Watcher,
  way: Way,
): Promise<{ readonly requests: number; readonly told: number }> {
  const origin = await createOrigin(driver, { rate: 20 })
  try {
    const open = () => origin.open({ watcher, window: true })
    const [first, ...others] = [await open(), await open(), await open()]
    for (const tab of [first, ...others]) await tab.knows('signed-in')
    await ways[way](first, origin, driver)
    origin.cas.endSession()
    const from = await pass(origin, minutesAfter, 20)
    const journals = await Promise.all(others.map((tab) => tab.journal()))
    return {
      requests: looksBetween(origin, from, minutesAfter) / minutesAfter,
      told: journals.filter(({ told }) => told.at(-1)?.status === 'signed-out').length,
    }
  } finally {
    await origin.close()
  }
}

const unavailableMinutes = 5

/** One tab, one live session, and five minutes of 503. */
async function benchUnavailable(driver: Driver): Promise<Goal[]> {
  const goals: Goal[] = []
  const rows: string[][] = []
  for (const watcher of watchers) {
    const { saysEnded, requests, recoveredS } = await breakServer(driver, watcher)
    rows.push([
      titles[watcher],
      saysEnded ? 'ended' : 'keeps it',
      formatNumber(requests),
      formatNumber(recoveredS),
    ])
    if (watcher !== 'sso-pulse') continue
    goals.push(
      { what: 'ends told by a 503', measured: Number(saysEnded), goal: ['at most', 0] },
      { what: 'requests in 5 minutes of 503', measured: requests, goal: ['at most', 10] },
      {
        what: 'until a real end is known after it',
        measured: recoveredS,
        unit: 's',
        goal: ['at most', 240],
      },
    )
  }
  const head = ['5 minutes of 503', 'says', 'requests', 's to know a real end after it']
  const quoted = peers.flatMap(({ name, unavailable }) =>
    unavailable === undefined ? [] : [[`quoted: ${name}`, unavailable, '–', '–']],
  )
  console.log(`\n${formatTable(head, [...rows, ...quoted])}`)
  return goals
}

async function breakServer(
  driver: Driver,
  watcher: Watcher,
): Promise<{
  readonly saysEnded: boolean
  readonly requests: number
  readonly recoveredS: number
}> {
  // Slower: TanStack Query repeats a failed request after 1, 2 and 4 s, and all of that must fit into a minute.
  const rate = 10
  const origin = await createOrigin(driver, { rate })
  try {
    const tab = await origin.open({ watcher })
    await tab.knows('signed-in')
    const mend = origin.cas.fail({ path: 'isloggedin', status: 503 })
    const from = await pass(origin, unavailableMinutes, rate)
    const { told } = await tab.journal()
    mend()
    origin.cas.endSession()
    const endedAt = Date.now()
    // A loop that said so before can't say it again.
    const saysEnded = told.at(-1)?.status === 'signed-out'
    const knownAt = saysEnded ? Number.NaN : await tab.knows('signed-out', 60_000)
    return {
      saysEnded,
      requests: looksBetween(origin, from, unavailableMinutes),
      recoveredS: ((knownAt - endedAt) * rate) / 1000,
    }
  } finally {
    await origin.close()
  }
}

/** Resolves to when it began, by the clock of CAS. */
async function pass({ cas: { clock } }: Origin, minutes: number, rate: number): Promise<number> {
  const from = clock.now()
  const end = from + minutes * minute
  await until(`${minutes} minutes`, () => clock.now() >= end, Boolean, (end - from) / rate + 10_000)
  return from
}

function looksBetween({ looks }: Origin, from: number, minutes: number): number {
  return looks.filter(({ casAt }) => casAt > from && casAt <= from + minutes * minute).length
}

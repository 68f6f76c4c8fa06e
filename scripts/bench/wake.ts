// How soon a page looks when it wakes up, and how often it wakes for nothing while it is hidden.
import { setTimeout as pause } from 'node:timers/promises'
import type { Driver } from '../browser/driver.js'
import { until } from '../browser/until.js'
import { formatNumber, formatTable } from '../table.js'
import { createOrigin, type Origin } from '../tabs/origin.js'
import { type Watcher, watchers } from '../tabs/site.js'
import type { WatchingTab } from '../tabs/watching-tab.js'
import { inBrowser, titles } from './browser.js'
import { type Goal, report } from './goal.js'
import { peers } from './peers.js'
import { median } from './statistics.js'

export function benchWake(): Promise<boolean> {
  return inBrowser(async (driver) => {
    const goals = [...(await benchEvents(driver)), ...(await benchHidden(driver))]
    return report(goals)
  })
}

const times = 20
/** A watcher that has asked for nothing by then does not look. */
const lookWithinMs = 2000

/** Puts the page to sleep and wakes it; what the page notices first has this name. */
interface Wake {
  readonly title: string
  readonly event: string
  wake(tab: WatchingTab, origin: Origin, driver: Driver): Promise<void>
}

const wakes: readonly Wake[] = [
  {
    title: 'shown',
    event: 'visible',
    async wake({ tab }, { blankUrl }, driver) {
      const other = await driver.open(blankUrl)
      await tab.show()
      await other.close()
    },
  },
  {
    title: 'shown after it was frozen',
    event: 'visible',
    async wake({ tab }, { blankUrl }, driver) {
      const other = await driver.open(blankUrl)
      const thaw = await driver.freeze(tab)
      await thaw()
      await tab.show()
      await other.close()
    },
  },
  {
    title: 'back from the back/forward cache',
    event: 'visible',
    async wake({ tab }, { blankUrl }) {
      await tab.goto(blankUrl)
      await tab.back()
    },
  },
  {
    title: 'online again',
    event: 'online',
    async wake(_, __, driver) {
      await driver.setOffline(true)
      await driver.setOffline(false)
    },
  },
]

async function benchEvents(driver: Driver): Promise<Goal[]> {
  const goals: Goal[] = []
  for (const wake of wakes) {
    const rows: string[][] = []
    for (const watcher of watchers) {
      const ms = await timeWake(driver, watcher, wake)
      rows.push([titles[watcher], formatNumber(ms)])
      if (watcher !== 'sso-pulse') continue
      const what = `${wake.title}, until the request is at the server`
      goals.push({ what, measured: ms, unit: 'ms', goal: ['at most', 100] })
    }
    const head = [wake.title, `ms until the request, median of ${times}`]
    console.log(`\n${formatTable(head, rows)}`)
  }
  const quoted = peers.flatMap(({ name, wakes }) =>
    wakes === undefined ? [] : [[`quoted: ${name}`, wakes ? 'yes' : 'not within 45 s']],
  )
  console.log(`\n${formatTable(['frozen, then shown', 'knew within 100 ms'], quoted)}`)
  return goals
}

/** The middle time from the event in the page to the request at CAS; NaN if there is none. */
async function timeWake(driver: Driver, watcher: Watcher, { event, wake }: Wake): Promise<number> {
  const origin = await createOrigin(driver)
  try {
    const tab = await origin.open({ watcher })
    await tab.knows('signed-in')
    const taken: number[] = []
    while (taken.length < times) {
      // Nobody looks twice within some seconds; and what followed the event before must be over.
      await pause(100)
      if (watcher === 'sso-pulse') await tab.rests()
      await tab.jump(30_000)
      const { looks } = origin
      const [before, seen] = [looks.length, (await tab.events(event)).length]
      await wake(tab, origin, driver)
      const at = await tab.happened(event, seen + 1)
      const end = performance.now() + lookWithinMs
      const look = await until(
        'A look',
        () => looks[before],
        (found) => found !== undefined || performance.now() > end,
      )
      if (look === undefined) return Number.NaN
      taken.push(Math.max(0, look.at - at))
    }
    return median(taken)
  } finally {
    await origin.close()
  }
}

const hiddenMinutes = 10

/** Hidden behind an empty tab, then behind one that watches the same. */
async function benchHidden(driver: Driver): Promise<Goal[]> {
  const goals: Goal[] = []
  const rows: string[][] = []
  for (const watcher of watchers) {
    const alone = await countWakeUps(driver, watcher, false)
    const beside = await countWakeUps(driver, watcher, true)
    const anHour = (count: number) => formatNumber(count * (60 / hiddenMinutes))
    rows.push([
      titles[watcher],
      anHour(alone.fired),
      anHour(alone.requests),
      anHour(beside.messages),
    ])
    if (watcher !== 'sso-pulse') continue
    goals.push(
      { what: 'timers that wake a hidden tab', measured: alone.fired, goal: ['at most', 0] },
      { what: 'timers that stand in it', measured: alone.standing, goal: ['at most', 1] },
    )
  }
  const head = ['a hidden tab, an hour', 'timers', 'requests', 'messages of a visible tab']
  console.log(`\n${formatTable(head, rows)}`)
  return goals
}

async function countWakeUps(
  driver: Driver,
  watcher: Watcher,
  besideOther: boolean,
): Promise<{
  readonly fired: number
  readonly standing: number
  readonly requests: number
  readonly messages: number
}> {
  // A minute takes two seconds.
  const rate = 30
  const origin = await createOrigin(driver, { rate })
  try {
    const tab = await origin.open({ watcher, window: true })
    await tab.knows('signed-in')
    const other = besideOther
      ? (await origin.open({ watcher })).tab
      : await driver.open(origin.blankUrl)
    await tab.happened('hidden')
    if (watcher === 'sso-pulse') await tab.rests()
    const { clock } = origin.cas
    const [before, looks, from] = [await tab.journal(), origin.looks.length, clock.now()]
    const end = from + hiddenMinutes * 60_000
    await until('Ten minutes', () => clock.now() >= end, Boolean, (end - from) / rate + 10_000)
    const after = await tab.journal()
    await other.close()
    return {
      fired: after.timers.fired - before.timers.fired,
      standing: after.timers.standing,
      requests: origin.looks.length - looks,
      messages: after.messages - before.messages,
    }
  } finally {
    await origin.close()
  }
}

// How the timeline comes to each of its states.
import { lookNow } from '../journey/extension.js'
import { badgeShows, signIn } from '../journey/steps.js'
import type { PageState, Stage } from './page-state.js'

const states: readonly Omit<PageState, 'page'>[] = [
  {
    name: '1-empty',
    shows: 'timeline_intro',
    arrange: ({ driver }) => driver.send({ type: 'clear-timeline' }),
  },
  {
    name: '2-journey',
    mirrored: true,
    shows: 'row_ended_elsewhere',
    arrange: watchJourney,
  },
  {
    name: '3-details-and-export',
    mirrored: true,
    shows: 'redaction',
    arrange: watchJourney,
    async reach(timeline, { words }) {
      const { page } = timeline
      await page.waitForSelector('[role=grid]')
      await page.focus('[role=grid]')
      for (const key of ['End', 'p'] as const) await page.keyboard.press(key)
      await page.waitForSelector('.details')
      await timeline.press(words('timeline_export'))
    },
  },
]

export const timelineStates: readonly PageState[] = states.map((state) => ({
  page: 'timeline',
  ...state,
}))

/** Signed in, a fault that heals, and an end that an administrator made. */
async function watchJourney({ driver, cas, appUrl, server }: Stage): Promise<void> {
  await driver.send({ type: 'clear-timeline' })
  await signIn(driver, cas.url, appUrl)
  await badgeShows(driver, /./, /casuser/)
  await driver.send({ type: 'mark', text: 'step 1: casuser is signed in' })
  const heal = server.fail({ path: 'isloggedin', status: 503 })
  await lookNow(driver)
  heal()
  await lookNow(driver)
  server.endSession({ user: 'casuser' })
  await lookNow(driver)
}

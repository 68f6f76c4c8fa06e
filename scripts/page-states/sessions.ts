// How the page of everybody's sessions comes to each of its states.
import type { Tab } from '../browser/tab.js'
import { useServers } from '../journey/extension.js'
import type { PageState, Stage } from './page-state.js'

const states: readonly Omit<PageState, 'page'>[] = [
  {
    name: '1-list',
    mirrored: true,
    shows: 'sessions_count',
    arrange: administered,
  },
  {
    name: '2-one',
    shows: 'session_end_ask',
    arrange: administered,
    async reach(sessions, { words }) {
      await choose(sessions)
      await sessions.press(words('session_end_one'))
    },
  },
  {
    name: '3-ended',
    shows: 'sessions_ended',
    arrange: administered,
    async reach(sessions, { words }) {
      await choose(sessions)
      await sessions.press(words('session_end_one'))
      await sessions.press(words('session_end_yes'))
    },
  },
  {
    name: '4-no-access',
    mirrored: true,
    shows: 'admin_unauthorized',
    async arrange(stage) {
      await administered(stage)
      stage.server.fail({ path: 'actuator/ssoSessions', status: 401 })
    },
  },
  {
    name: '5-switched-off',
    shows: 'sessions_off',
  },
]

export const sessionsStates: readonly PageState[] = states.map((state) => ({
  page: 'sessions',
  ...state,
}))

async function administered({ driver, server, cas }: Stage): Promise<void> {
  await useServers(driver, [{ url: cas.url, name: 'Demo University', administered: true }])
  for (let count = 0; count < 24; count++) {
    server.signIn(count % 3 ? 'casuser' : 'second', { browser: null })
    server.clock.advance({ minutes: 2 })
  }
}

async function choose({ page }: Tab): Promise<void> {
  const grid = await page.waitForSelector('[role=grid]')
  await grid?.focus()
  await page.keyboard.press('ArrowDown')
}

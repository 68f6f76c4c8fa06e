// How the popup comes to each of its states: the in-memory CAS and its clock are driven there.
import type { InMemorySetup } from '../../sdk/testing/node.js'
import { forgetServer, lookNow, useServer, useServers } from '../journey/extension.js'
import { signIn, withPopup } from '../journey/steps.js'
import { byAnotherName, signedIn, turn } from './arrangements.js'
import type { PageState, Stage } from './page-state.js'
import { newsStates } from './popup-news.js'

const hourAndAHalf: InMemorySetup = {
  policy: { kind: 'primary', maxTimeToLiveSeconds: 5_400, timeToKillSeconds: 5_400 },
}

const states: readonly Omit<PageState, 'page'>[] = [
  {
    name: '1-checking',
    shows: 'checking',
    async arrange({ driver, server, cas }) {
      server.fail({ path: 'isloggedin', delayMs: 4_000 })
      await useServer(driver, byAnotherName(cas.url))
    },
  },
  {
    name: '2-signed-in',
    mirrored: true,
    shows: 'signed_in',
    arrange: signedIn,
  },
  {
    name: '2-details',
    mirrored: true,
    shows: 'detail_clock',
    arrange: signedIn,
    reach: (popup, { words }) => popup.press(words('details')),
  },
  {
    name: '3-expiring',
    mirrored: true,
    setup: hourAndAHalf,
    shows: 'ends_time',
    async arrange(stage) {
      await signedIn(stage)
      await turn(stage, 80.5)
    },
  },
  {
    name: '4-idle-expiring',
    shows: 'ends_idle',
    async arrange(stage) {
      await signedIn(stage)
      await turn(stage, 115.5)
    },
  },
  {
    name: '4-idle-urgent',
    shows: 'ends_idle',
    async arrange(stage) {
      await signedIn(stage)
      await turn(stage, 118.8)
    },
  },
  {
    name: '5-signed-out',
    shows: 'you_signed_out',
    arrange: signedOut,
  },
  {
    name: '5-how-to-end-them',
    mirrored: true,
    setup: { released: { services: true } },
    shows: 'signed_in_apps',
    arrange: signedOut,
    reach: (popup, { words }) => popup.press(words('how_to_end_them')),
  },
  {
    name: '5-not-signed-in',
    shows: 'not_signed_in',
    arrange: ({ driver }) => lookNow(driver),
  },
  {
    name: '6-time-limit',
    setup: { policy: { kind: 'time', maxTimeToLiveSeconds: 3_600 } },
    shows: 'time_limit_reached',
    async arrange(stage) {
      await signedIn(stage)
      await turn(stage, 61)
    },
  },
  {
    name: '6-not-used',
    shows: 'idle_limit_reached',
    async arrange(stage) {
      await signedIn(stage)
      await turn(stage, 121)
    },
  },
  {
    name: '6-ended-elsewhere',
    shows: 'ended_elsewhere',
    async arrange(stage) {
      await signedIn(stage)
      stage.server.endSession()
      await lookNow(stage.driver)
    },
  },
  {
    name: '7-unreachable',
    mirrored: true,
    shows: 'unreachable',
    async arrange(stage) {
      await signedIn(stage)
      stage.server.fail({ path: 'isloggedin', status: 503 })
      await lookNow(stage.driver)
    },
  },
  {
    name: '8-not-configured',
    shows: 'not_configured',
    arrange: ({ driver }) => forgetServer(driver),
  },
  {
    name: '9-permission-missing',
    mirrored: true,
    shows: 'permission_needed',
    arrange: ({ driver }) => useServer(driver, 'https://sso.example.edu/cas'),
  },
  {
    name: '9-what-we-cannot-see',
    shows: 'what_we_cannot_see_answer',
    arrange: ({ driver }) => useServer(driver, 'https://sso.example.edu/cas'),
    reach: (popup, { words }) => popup.press(words('what_we_cannot_see')),
  },
  {
    name: '10-paused',
    shows: 'paused_next',
    arrange: ({ driver, cas }) =>
      useServers(driver, [{ url: cas.url, name: 'Demo University', paused: true }]),
  },
  {
    name: '11-several-servers',
    mirrored: true,
    setup: hourAndAHalf,
    shows: 'your_servers',
    arrange: severalServers,
  },
  {
    name: '12-one-of-several',
    mirrored: true,
    setup: hourAndAHalf,
    shows: 'all_servers',
    arrange: severalServers,
    reach: (popup) => popup.click('.servers li:nth-child(2) button'),
  },
]

export const popupStates: readonly PageState[] = [...states, ...newsStates].map((state) => ({
  page: 'popup',
  ...state,
}))

async function signedOut(stage: Stage): Promise<void> {
  const { driver, words } = stage
  await signedIn(stage)
  await withPopup(driver, async (popup) => {
    await popup.press(words('sign_out'))
    await popup.waitForText(words.pattern('you_signed_out'))
  })
}

/** One that ends soon, one that does not, one that is not allowed yet. */
async function severalServers(stage: Stage): Promise<void> {
  const { driver, cas, appUrl } = stage
  const library = byAnotherName(cas.url)
  await signedIn(stage)
  await turn(stage, 80.5)
  await useServers(driver, [
    { url: cas.url, name: 'Demo University' },
    { url: library, name: 'Library and archive of the university' },
    { url: 'https://sso.example.edu/cas', name: 'Example College' },
  ])
  await signIn(driver, library, appUrl)
  await lookNow(driver)
  await lookNow(driver, library)
}

// How the popup comes to what it seldom shows: news of the session, and what CAS did not or could not tell.
import type { Driver } from '../browser/driver.js'
import { changeRecord, lookNow, useServer, useServers } from '../journey/extension.js'
import { byAnotherName, signedIn, turn } from './arrangements.js'
import type { PageState, Stage } from './page-state.js'

const name = 'Demo University'

export const newsStates: readonly Omit<PageState, 'page'>[] = [
  {
    name: '1-waiting',
    shows: 'waiting_reason',
    async arrange({ driver, server, cas }) {
      server.fail({ path: 'isloggedin', delayMs: 60_000 })
      await useServer(driver, byAnotherName(cas.url))
    },
  },
  {
    name: '2-another-user',
    mirrored: true,
    shows: 'other_user',
    async arrange(stage) {
      await signedIn(stage)
      await changeUser(stage)
    },
  },
  {
    name: '2-elsewhere',
    mirrored: true,
    shows: 'elsewhere_private',
    async arrange(stage) {
      await signedIn(stage)
      await knowElsewhere(stage)
    },
  },
  {
    name: '2-estimated',
    shows: 'estimate',
    async arrange(stage) {
      const { driver, cas } = stage
      const limits = { maxTimeToLiveSeconds: 28_800 }
      await useServers(driver, [{ url: cas.url, name, source: 'actuator-sso', ...limits }])
      await signedIn(stage)
    },
  },
  {
    name: '2-no-deadline',
    shows: 'no_deadline',
    async arrange(stage) {
      const { driver, cas } = stage
      await useServers(driver, [{ url: cas.url, name, source: 'actuator-sso' }])
      await signedIn(stage)
    },
  },
  {
    name: '2-still-signed-in',
    shows: 'sign_out_failed',
    async arrange(stage) {
      await signedIn(stage)
      await signOutInVain(stage)
    },
  },
  {
    name: '4-stay-failed',
    shows: 'stay_failed',
    async arrange(stage) {
      const { driver, cas } = stage
      await useServers(driver, [{ url: cas.url, name, touch: true }])
      await signedIn(stage)
      await turn(stage, 115.5)
      await driver.send({ type: 'stay', server: cas.url })
    },
  },
  {
    name: '5-not-proved',
    shows: 'sign_out_unproved',
    async arrange({ driver }) {
      await lookNow(driver)
      const signOut = { at: Date.now(), proved: false }
      await changeRecord(driver, (known) => ({ ...known, signOut }))
    },
  },
  {
    name: '6-ended-somehow',
    shows: 'ended_unknown',
    async arrange(stage) {
      const { driver, server, cas } = stage
      await useServers(driver, [{ url: cas.url, name, source: 'actuator-sso' }])
      await signedIn(stage)
      server.endSession()
      await lookNow(driver)
    },
  },
  {
    name: '6-no-single-sign-on',
    setup: { ssoEnabled: false },
    shows: 'sso_disabled',
    arrange: ({ driver }) => lookNow(driver),
  },
  {
    name: '6-unreadable',
    shows: 'unreadable_next',
    async arrange({ driver, cas }) {
      await putCookie(driver, cas.url, '/cas', 'no-ticket')
      await lookNow(driver)
    },
  },
  {
    name: '7-nothing-known',
    shows: 'last_known_nothing',
    async arrange({ driver, server, cas }) {
      server.fail({ path: 'isloggedin', status: 503 })
      await useServer(driver, byAnotherName(cas.url))
      await lookNow(driver)
    },
  },
  {
    name: '7-cannot-tell',
    shows: 'cannot_tell',
    async arrange({ driver, cas }) {
      const url = byAnotherName(cas.url)
      // In the jar, and not sent to CAS: withheld.
      await putCookie(driver, url, '/elsewhere', 'no-ticket')
      await useServers(driver, [{ url, name, cookiePath: '/elsewhere' }])
      await lookNow(driver)
    },
  },
]

/** Another one signs in, and no cookie tells of it before we look. */
async function changeUser({ driver, server, cas }: Stage): Promise<void> {
  // CAS pins its cookie to the browser that it gave it to.
  const userAgent = String(await driver.evaluate('navigator.userAgent'))
  const { cookie } = server.signIn('second', { browser: null, userAgent })
  await putCookie(driver, cas.url, '/cas', cookie)
  await lookNow(driver)
}

/** In the places that a browser has; what is known of them is renewed by each look. */
async function knowElsewhere({ driver }: Stage): Promise<void> {
  await lookNow(driver)
  const elsewhere = driver.name === 'firefox' ? ['firefox-container-2', 'firefox-private'] : ['1']
  await changeRecord(driver, (known) => ({ ...known, elsewhere }))
}

/** One that CAS does not follow: its own page opens. */
async function signOutInVain({ driver, server, cas }: Stage): Promise<void> {
  server.fail({ path: 'logout', status: 200, body: 'kept' })
  await driver.send({ type: 'sign-out', server: cas.url })
  const page = await driver.findTab(`${cas.url}/logout`)
  await page.close()
}

async function putCookie(driver: Driver, url: string, path: string, value: string): Promise<void> {
  const cookie = JSON.stringify({ url, path, name: 'TGC', value, httpOnly: true })
  await driver.evaluate(`(globalThis.browser ?? chrome).cookies.set(${cookie})`)
}

// How the popup comes to each of its states: the in-memory CAS and its clock are driven there.

import type { InMemorySetup } from '../../sdk/testing/node.js'
import { forgetServer, lookNow, useServer } from '../journey/extension.js'
import type { Scene } from '../journey/scene.js'
import { badgeShows, signIn, withPopup } from '../journey/steps.js'

export interface PopupState {
  readonly name: string
  readonly setup?: InMemorySetup
  arrange(scene: Scene): Promise<void>
  /** What the popup reads when it has arrived. */
  readonly shows: RegExp
}

const minute = 60_000
const hourAndAHalf: InMemorySetup = {
  policy: { kind: 'primary', maxTimeToLiveSeconds: 5_400, timeToKillSeconds: 5_400 },
}

export const popupStates: readonly PopupState[] = [
  {
    name: '1-checking',
    shows: /checking/i,
    async arrange({ driver, server, cas }) {
      server.fail({ path: 'isloggedin', delayMs: 4_000 })
      // The same server by another name: of that one nothing is known yet.
      await useServer(driver, cas.url.replace('127.0.0.1', 'localhost'))
    },
  },
  {
    name: '2-signed-in',
    shows: /signed in as casuser/i,
    arrange: signedIn,
  },
  {
    name: '3-expiring',
    setup: hourAndAHalf,
    shows: /ends in 9 min/i,
    async arrange(scene) {
      await signedIn(scene)
      await turn(scene, 80.5)
    },
  },
  {
    name: '4-idle-expiring',
    shows: /still there/i,
    async arrange(scene) {
      await signedIn(scene)
      await turn(scene, 115.5)
    },
  },
  {
    name: '4-idle-urgent',
    shows: /still there/i,
    async arrange(scene) {
      await signedIn(scene)
      await turn(scene, 118.8)
    },
  },
  {
    name: '5-signed-out',
    shows: /you signed out/i,
    async arrange(scene) {
      await signedIn(scene)
      await withPopup(scene.driver, async (popup) => {
        await popup.press('Sign out')
        await popup.waitForText(/you signed out/i)
      })
    },
  },
  {
    name: '5-not-signed-in',
    shows: /not signed in/i,
    async arrange({ driver }) {
      await lookNow(driver)
    },
  },
  {
    name: '6-time-limit',
    setup: { policy: { kind: 'time', maxTimeToLiveSeconds: 3_600 } },
    shows: /time limit/i,
    async arrange(scene) {
      await signedIn(scene)
      await turn(scene, 61)
    },
  },
  {
    name: '6-not-used',
    shows: /not used/i,
    async arrange(scene) {
      await signedIn(scene)
      await turn(scene, 121)
    },
  },
  {
    name: '6-ended-elsewhere',
    shows: /administrator/i,
    async arrange(scene) {
      await signedIn(scene)
      scene.server.endSession()
      await lookNow(scene.driver)
    },
  },
  {
    name: '7-unreachable',
    shows: /can.t reach/i,
    async arrange(scene) {
      await signedIn(scene)
      scene.server.fail({ path: 'isloggedin', status: 503 })
      await lookNow(scene.driver)
    },
  },
  {
    name: '8-not-configured',
    shows: /no server/i,
    arrange: ({ driver }) => forgetServer(driver),
  },
  {
    name: '9-permission-missing',
    shows: /permission/i,
    arrange: ({ driver }) => useServer(driver, 'https://sso.example.edu/cas'),
  },
]

async function signedIn({ driver, cas, appUrl }: Scene): Promise<void> {
  await signIn(driver, cas.url, appUrl)
  await badgeShows(driver, /./, /casuser/)
}

async function turn({ driver, cas }: Scene, minutes: number): Promise<void> {
  await cas.pass(minutes * minute)
  await lookNow(driver)
}

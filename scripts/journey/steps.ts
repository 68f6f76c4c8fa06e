// The journey that everything exists for, step by step: sign in, be seen, use it, be warned, sign out with proof.
import type { Driver } from '../browser/driver.js'
import type { Tab } from '../browser/tab.js'
import { until } from '../browser/until.js'
import { lookNow } from './extension.js'
import { limitAt } from './observation.js'

export interface JourneyCas {
  /** The server's prefix. */
  readonly url: string
  /** Lets time pass: an in-memory clock is turned, for a real server we wait. */
  pass(ms: number): Promise<void>
  /** A clock that can be turned lets hours pass. */
  readonly hasClock: boolean
}

export interface Surroundings {
  readonly driver: Driver
  readonly cas: JourneyCas
  /** An application that CAS grants tickets for. */
  readonly appUrl: string
}

export interface JourneyStep {
  readonly title: string
  /** Rejects with what was not seen. */
  run(surroundings: Surroundings): Promise<void>
}

export const user = { name: 'casuser', password: 'Mellon' }

const second = 1_000
const minute = 60 * second

const nobody: JourneyStep = {
  title: 'nobody is signed in: the popup offers to sign in, the badge is empty',
  async run({ driver }) {
    await withPopup(driver, async (popup) => {
      await popup.waitForText('Not signed in')
      await popup.waitForButton('Sign in')
    })
    await badgeShows(driver, /^$/, /not signed in/i)
  },
}

const signInStep: JourneyStep = {
  title: 'sign in on the login page of CAS: the badge counts the time left',
  async run({ driver, cas, appUrl }) {
    await signIn(driver, cas.url, appUrl)
    await badgeShows(driver, /^(\d+[dh]|\d+′)$/, new RegExp(user.name))
  },
}

const popupTells: JourneyStep = {
  title: 'the popup says who is signed in, which limit ends it, and when',
  async run({ driver }) {
    await withPopup(driver, async (popup) => {
      const text = await popup.waitForText(`Signed in as ${user.name}`)
      if (!/\d{1,2}:\d{2}/.test(text)) throw new Error(`The popup names no time of day: ${text}`)
      if (!/without using/i.test(text)) throw new Error(`The popup names no idle limit: ${text}`)
      await popup.waitForButton('Sign out')
    })
  },
}

const ticketMovesIdleLimit: JourneyStep = {
  title: 'a service ticket moves the idle limit, looking does not',
  async run({ driver, cas, appUrl }) {
    const passedMs = cas.hasClock ? 30 * minute : 3 * second
    const before = await readIdleLimit(driver)
    await cas.pass(passedMs)
    const looked = await readIdleLimit(driver)
    // A turned clock brings the limit nearer on ours; a real one leaves it where it was.
    const stayed = cas.hasClock ? before - passedMs : before
    if (Math.abs(looked - stayed) > 2 * second) throw new Error('Looking moved the idle limit.')
    await visit(driver, loginUrl(cas.url, appUrl))
    await until(
      'An idle limit moved by the ticket',
      () => readIdleLimit(driver),
      (limit) => limit - looked > passedMs - 2 * second,
    )
  },
}

const warning: JourneyStep = {
  title: 'ten minutes before the idle limit the popup and the badge warn',
  async run({ driver, cas }) {
    const leftMs = (await readIdleLimit(driver)) - Date.now()
    await cas.pass(leftMs - 9.5 * minute)
    await lookNow(driver)
    await withPopup(driver, async (popup) => {
      await popup.waitForText(/still there/i)
      await popup.waitForText(/\b9 min/)
    })
    await badgeShows(driver, /^9′$/, /\b9 min/)
  },
}

const signOutStep: JourneyStep = {
  title: 'Sign out, clicked once: the popup says so, and CAS asks for the password again',
  async run({ driver, cas }) {
    await withPopup(driver, async (popup) => {
      await popup.press('Sign out')
      await popup.waitForText(/you signed out/i)
    })
    await badgeShows(driver, /^$/, /not signed in/i)
    const login = await driver.open(`${cas.url}/login`)
    await login.page.waitForSelector('#password')
    await login.close()
  },
}

/** What a CAS without a clock can't show in time is left out. */
export function journeyFor(cas: Pick<JourneyCas, 'hasClock'>): readonly JourneyStep[] {
  const warned = cas.hasClock ? [warning] : []
  return [nobody, signInStep, popupTells, ticketMovesIdleLimit, ...warned, signOutStep]
}

/** Types and clicks on the login page as a person does; ends at the application. */
export async function signIn(driver: Driver, casUrl: string, appUrl: string): Promise<void> {
  const page = await driver.open(loginUrl(casUrl, appUrl))
  await page.fill('#username', user.name)
  await page.fill('#password', user.password)
  await Promise.all([page.page.waitForNavigation(), page.page.keyboard.press('Enter')])
  await page.close()
}

/** Opens the popup, which looks anew, and closes it again whatever happens. */
export async function withPopup<T>(driver: Driver, use: (popup: Tab) => Promise<T>): Promise<T> {
  const popup = await driver.openPopup()
  try {
    return await use(popup)
  } finally {
    await popup.close()
  }
}

export async function badgeShows(driver: Driver, text: RegExp, title: RegExp): Promise<void> {
  await until(
    `A badge ${text} with the title ${title}`,
    () => driver.badge(),
    (badge) => text.test(badge.text) && title.test(badge.title),
  )
}

export async function visit(driver: Driver, url: string): Promise<void> {
  const page = await driver.open(url)
  await page.close()
}

export function loginUrl(casUrl: string, appUrl: string): string {
  return `${casUrl}/login?service=${encodeURIComponent(appUrl)}`
}

/** The idle limit as the extension knows it after a fresh look, on the local clock. */
async function readIdleLimit(driver: Driver): Promise<number> {
  const { state } = await lookNow(driver)
  const limit = limitAt(state, 'idle')
  if (limit === undefined) throw new Error('The extension knows no idle limit.')
  return limit
}

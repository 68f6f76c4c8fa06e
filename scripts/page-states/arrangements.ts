// What happens before a page opens, in several of its states.
import { lookNow } from '../journey/extension.js'
import { badgeShows, signIn } from '../journey/steps.js'
import type { Stage } from './page-state.js'

const minute = 60_000

/** The same server by another name: to a browser it is another one, of which nothing is known yet. */
export function byAnotherName(url: string): string {
  return url.replace('127.0.0.1', 'localhost')
}

export async function signedIn({ driver, cas, appUrl }: Stage): Promise<void> {
  await signIn(driver, cas.url, appUrl)
  await badgeShows(driver, /^/, /casuser/)
}

export async function turn({ driver, cas }: Stage, minutes: number): Promise<void> {
  await cas.pass(minutes * minute)
  await lookNow(driver)
}

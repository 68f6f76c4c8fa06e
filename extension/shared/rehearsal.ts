// The pretend server of the rehearsal: where it would be, and what surfaces ask of the page that plays it.
import { browser } from './browser.js'
import { isRecord } from './storage.js'

/** Nothing answers there (RFC 6761, 6.4), and no server that is set up has this address. */
export const rehearsalUrl = 'https://rehearsal.invalid/cas'

/** Held by the page that plays it: the browser lets go of it, however the page ends. */
export const rehearsalLock = 'rehearsal'

export async function isPlayed(): Promise<boolean> {
  const { held = [] } = await navigator.locks.query()
  return held.some(({ name }) => name === rehearsalLock)
}

const acts = ['check', 'sign-in', 'sign-out', 'stay'] as const
export type RehearsalAct = (typeof acts)[number]

/** The background knows no such message: it asks no pretend server anything. */
export async function askRehearsal(rehearse: RehearsalAct): Promise<void> {
  await browser.runtime.sendMessage({ rehearse })
}

export function parseRehearsalAct(message: unknown): RehearsalAct | undefined {
  return isRecord(message) ? acts.find((act) => act === message.rehearse) : undefined
}

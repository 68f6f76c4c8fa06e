// The page of everybody's sessions over the in-memory CAS, which nobody else asks.
import { render, screen, waitFor } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { createCas, type InMemoryCas, type InMemorySetup } from 'sso-pulse/testing'
import { vi } from 'vitest'
import { Sessions } from '../../../extension/sessions/Sessions.js'
import {
  initialSettings,
  originPattern,
  type ServerSettings,
} from '../../../extension/shared/settings.js'
import { forgetBrowser, pageBrowser } from '../page-browser.js'
import { server as anyServer } from '../pictures.js'
import { say } from '../speech.js'

const users = Object.fromEntries(
  ['casuser', 'abe', 'berta', 'chris'].map((name) => [name, { password: 'Mellon' }]),
)

export const server: ServerSettings = { ...anyServer, administered: true }

interface Request {
  readonly method: string
  /** What follows `ssoSessions`. */
  readonly rest: string
  readonly headers: Headers
}

export interface Administered {
  readonly cas: InMemoryCas
  /** What CAS was asked, the oldest first. */
  readonly requests: readonly Request[]
}

export async function createServer(
  setup: InMemorySetup = {},
  known: ServerSettings = server,
): Promise<Administered> {
  forgetBrowser()
  const cas = createCas({ url: server.url, users, setup })
  const requests: Request[] = []
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    const rest = decodeURIComponent(url.split('ssoSessions')[1] ?? '')
    requests.push({ method: init.method ?? 'GET', rest, headers: new Headers(init.headers) })
    return cas.fetch(url, init)
  })
  pageBrowser.granted.add(originPattern(server.url))
  await pageBrowser.storage.local.set({ settings: { ...initialSettings, servers: [known] } })
  return { cas, requests }
}

export async function open({ cas }: Administered): Promise<void> {
  render(<Sessions server={server.url} clock={cas.clock} say={say} />)
  await screen.findByRole('heading', { name: "Everybody's sessions" })
}

export async function openList(administered: Administered, count: number): Promise<void> {
  await open(administered)
  await listed(count)
}

/** Resolves when so many are shown and nothing is under way. */
export async function listed(count: number): Promise<void> {
  await waitFor(() => {
    const shown = document.querySelector<HTMLElement>('[data-count]')?.dataset.count
    if (shown !== `${count}`) throw new Error(`${shown} are shown.`)
  })
}

/** The words of the rows that are elements now, a cell after another. */
export function rows(): readonly (readonly string[])[] {
  return [...screen.getByRole('grid').querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map(({ textContent }) => textContent ?? ''),
  )
}

export const shownUsers = () => rows().map(([user]) => user)

export const click = (name: string | RegExp) =>
  act(() => screen.getByRole('button', { name }).click())

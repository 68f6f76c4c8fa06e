// The ticket-granting cookie as the browser tells of it: that it exists or changed. Its value is never read.
import { browser, type Cookies } from '../shared/browser.js'
import type { ServerSettings } from '../shared/settings.js'

/** The store of ordinary windows in Chrome and in Firefox; other stores belong to private windows and containers. */
const ordinaryStores = ['0', 'firefox-default']

/** Chrome names no store where there is only one. */
export function isOrdinary(storeId = '0'): boolean {
  return ordinaryStores.includes(storeId)
}

/** `cas.tgc.name`'s default. */
const nameOf = ({ cookieName = 'TGC' }: ServerSettings) => cookieName

export async function hasTgc(server: ServerSettings): Promise<boolean> {
  const { origin } = new URL(server.url)
  const url = server.cookiePath ? origin + server.cookiePath : `${server.url}/`
  const found = await browser.cookies.getAll({ url, name: nameOf(server) })
  return found.length > 0
}

export function isTgcOf(server: ServerSettings, cookie: Cookies.Cookie): boolean {
  const { hostname } = new URL(server.url)
  const domain = cookie.domain.replace(/^\./, '')
  return cookie.name === nameOf(server) && (hostname === domain || hostname.endsWith(`.${domain}`))
}

// The ticket-granting cookie as the browser tells of it: that it exists or changed. Its value is never read.
import { browser, type Cookies } from '../shared/browser.js'
import type { ServerSettings } from '../shared/settings.js'

/** `cas.tgc.name`'s default. */
const cookieName = 'TGC'

/** The store of ordinary windows in Chrome and in Firefox; other stores belong to private windows and containers. */
const ordinaryStores = ['0', 'firefox-default']

export async function hasTgc(server: ServerSettings): Promise<boolean> {
  const found = await browser.cookies.getAll({ url: `${server.url}/`, name: cookieName })
  return found.length > 0
}

export function isTgcOf({ url }: ServerSettings, cookie: Cookies.Cookie): boolean {
  const { hostname } = new URL(url)
  const domain = cookie.domain.replace(/^\./, '')
  return (
    cookie.name === cookieName &&
    ordinaryStores.includes(cookie.storeId) &&
    (hostname === domain || hostname.endsWith(`.${domain}`))
  )
}

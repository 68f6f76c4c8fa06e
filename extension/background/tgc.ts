// The ticket-granting cookie as the browser tells of it: that it exists or changed. Its value is never read.
import { browser, type Cookies } from '../shared/browser.js'
import type { ServerSettings } from '../shared/settings.js'

/** `cas.tgc.name`'s default. */
const nameOf = ({ cookieName = 'TGC' }: ServerSettings) => cookieName

/** @param storeId default: the store of ordinary windows */
export async function hasTgc(server: ServerSettings, storeId?: string): Promise<boolean> {
  const { origin } = new URL(server.url)
  const url = server.cookiePath ? origin + server.cookiePath : `${server.url}/`
  const found = await browser.cookies.getAll({
    url,
    name: nameOf(server),
    ...(storeId && { storeId }),
  })
  return found.length > 0
}

export function isTgcOf(server: ServerSettings, cookie: Cookies.Cookie): boolean {
  const { hostname } = new URL(server.url)
  const domain = cookie.domain.replace(/^\./, '')
  return cookie.name === nameOf(server) && (hostname === domain || hostname.endsWith(`.${domain}`))
}

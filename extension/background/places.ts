// Which other places hold a sign-in cookie of a server: that it exists is all that is kept.
import { browser } from '../shared/browser.js'
import { isOrdinary } from '../shared/places.js'
import type { ServerSettings } from '../shared/settings.js'
import { watchRecords } from '../shared/watch-record.js'
import { hasTgc } from './tgc.js'

/** @param changed a store in which its cookie changed; others are found by their open tabs, or known already */
export async function lookAround(server: ServerSettings, ...changed: string[]): Promise<void> {
  const [stores, { elsewhere = [] }] = await Promise.all([
    browser.cookies.getAllCookieStores(),
    watchRecords.get(server.url),
  ])
  const ids = [...elsewhere, ...changed, ...stores.map(({ id }) => id)]
  const others = [...new Set(ids)].filter((id) => !isOrdinary(id)).sort()
  // The store of a private window that was closed is gone, and Chrome rejects its id.
  const held = await Promise.all(others.map((id) => hasTgc(server, id).catch(() => false)))
  const found = others.filter((_, index) => held[index])
  if (found.join() === elsewhere.join()) return
  await watchRecords.change(server.url, (known) => ({ ...known, elsewhere: found }))
}

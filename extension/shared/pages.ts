// Where the extension's own pages lie.
import { browser } from './browser.js'

type PageName = 'popup' | 'place' | 'sessions' | 'timeline' | 'welcome'

/** @param server the one that the page is about, by its address */
export function pageUrl(page: PageName, server?: string): string {
  const url = browser.runtime.getURL(`extension/${page}/${page}.html`)
  return server ? `${url}?server=${encodeURIComponent(server)}` : url
}

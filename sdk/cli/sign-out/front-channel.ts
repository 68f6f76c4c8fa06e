// What CAS's logout page asks the browser to load, so that front-channel applications hear of the sign-out.
import type { Page } from '../page.js'

export interface PageToLoad {
  /** The application's logout address, without the message. */
  readonly url: string
  /** As in the address: deflated, in Base64. */
  readonly logoutRequest: string
}

/**
 * CAS's own page calls `$.ajax({ url, data: 'logoutRequest=…' })` in a script for each application, or has an `iframe`
 * each (casPropagateLogoutView.html); a theme may write the whole address into its scripts.
 */
export function pagesToLoad({ scripts, frames }: Page): readonly PageToLoad[] {
  const found = [...scripts.flatMap(inScript), ...frames.flatMap((source) => whole(source))]
  const byKey = new Map(found.map((one) => [one.url + one.logoutRequest, one]))
  return [...byKey.values()]
}

function inScript(script: string): PageToLoad[] {
  let address: string | undefined
  return literalsIn(script).flatMap((literal) => {
    const all = whole(literal)
    if (all.length > 0) return all
    const message = /^logoutRequest=([^&]+)/.exec(literal)?.[1]
    if (message && address) return [{ url: address, logoutRequest: decoded(message) }]
    if (isWeb(literal)) address = literal
    return []
  })
}

/** An address with the message in it. */
function whole(text: string): PageToLoad[] {
  const [, before = '', message] = /^([^\s]+?)[?&]?logoutRequest=([^&#]+)/.exec(text) ?? []
  if (!message || !isWeb(before)) return []
  const url = before.replace(/[?&]callback=\w*$/, '')
  return [{ url, logoutRequest: decoded(message) }]
}

/** Thymeleaf writes them as JSON. */
function literalsIn(script: string): string[] {
  return [...script.matchAll(/"(?:[^"\\\n]|\\.)*"/g)].flatMap(([literal]) => {
    try {
      return [String(JSON.parse(literal))]
    } catch {
      return []
    }
  })
}

function isWeb(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

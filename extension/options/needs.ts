// Which permissions the settings need; what nobody needs any more is given back to the browser.
import { browser } from '../shared/browser.js'
import { originPattern, type Settings } from '../shared/settings.js'

export interface Needs {
  readonly origins: readonly string[]
  readonly permissions: readonly 'notifications'[]
}

/** Pure. */
export function needsOf({ servers, warnings }: Settings): Needs {
  return {
    origins: [...new Set(servers.map(({ url }) => originPattern(url)))],
    permissions: warnings.notify ? ['notifications'] : [],
  }
}

/** Pure. What was needed before and is not now. */
export function needlessAfter(before: Needs, now: Needs): Needs {
  return {
    origins: before.origins.filter((origin) => !now.origins.includes(origin)),
    permissions: before.permissions.filter((each) => !now.permissions.includes(each)),
  }
}

export async function giveBack({ origins, permissions }: Needs): Promise<void> {
  const each = [
    ...origins.map((origin) => ({ origins: [origin] })),
    ...permissions.map((permission) => ({ permissions: [permission] })),
  ]
  for (const one of each) {
    // A build for tests holds loopback for good, and the browser refuses to take it away.
    await browser.permissions.remove(one).catch(() => false)
  }
}

/** To be called first and at once in a click: Firefox takes only this for a person's wish. */
export async function askFor({ origins, permissions }: Needs): Promise<boolean> {
  if (origins.length + permissions.length === 0) return true
  return browser.permissions.request({ origins: [...origins], permissions: [...permissions] })
}

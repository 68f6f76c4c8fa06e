// This tab as an environment; in Node and workers, where there is no document, always visible.
import type { Environment } from './environment.js'

export const page: Environment = {
  visible: () => globalThis.document?.visibilityState !== 'hidden',

  onWake(wake) {
    const stop = new AbortController()
    const { signal } = stop
    for (const event of ['visibilitychange', 'resume', 'pageshow', 'online'] as const) {
      const listener = () => page.visible() && wake(event)
      // `resume` is the document's and does not bubble.
      globalThis.addEventListener?.(event, listener, { capture: true, signal })
    }
    return () => stop.abort()
  },

  crossSite(server) {
    const here = globalThis.location?.hostname
    return !!here && siteOf(here) !== siteOf(new URL(server).hostname)
  },

  navigate: (url) => globalThis.location.assign(url),
}

/** The registrable domain as far as a page can know it without the public suffix list: `tum.de`, but `ox.ac.uk`. */
const siteOf = (host: string) =>
  /[\w-]+\.((ac|com?|edu|gov|net|org)\.\w\w|[a-z]+)$/.exec(host)?.[0] ?? host

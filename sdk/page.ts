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
}

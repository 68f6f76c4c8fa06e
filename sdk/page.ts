// This tab as an environment; in Node and workers, where there is no document, always visible and alone.
import type { Environment, OpenChannel } from './environment.js'

/** `resume` is the document's and does not bubble, so all are heard while they are captured. */
function listen(event: string, listener: (event: Event) => void, signal: AbortSignal): void {
  globalThis.addEventListener?.(event, listener, { capture: true, signal })
}

export const page: Environment = {
  visible: () => !globalThis.document?.hidden,

  onWake(wake) {
    const stop = new AbortController()
    for (const event of ['visibilitychange', 'resume', 'pageshow', 'online'] as const) {
      const listener = ({ persisted }: Partial<PageTransitionEvent>) => {
        // A page that was just loaded is shown, too.
        if (persisted !== false) wake(page.visible() ? event : undefined)
      }
      listen(event, listener, stop.signal)
    }
    return () => stop.abort()
  },
}

/** Closed while the page is cached: a message would cost it the back/forward cache, as a lock held over a request does. */
export const openChannel: OpenChannel = (name, hear) => {
  if (!globalThis.document) return undefined
  const stop = new AbortController()
  let channel: BroadcastChannel | undefined
  const open = () => {
    try {
      channel ??= new BroadcastChannel(name)
      channel.onmessage = ({ data }) => hear(data)
    } catch {
      // Missing, or storage is blocked (Firefox): this tab is alone.
    }
  }
  const close = () => {
    channel?.close()
    channel = undefined
  }
  open()
  listen('pageshow', open, stop.signal)
  listen('pagehide', close, stop.signal)
  return {
    send: (message) => channel?.postMessage(message),
    // Missing in insecure contexts: it rejects as one that never comes.
    inTurn: async (work, signal) => navigator.locks.request(name, { signal }, work),
    close() {
      stop.abort()
      close()
    },
  }
}

export const leavePage = (url: string): void => globalThis.location.assign(url)

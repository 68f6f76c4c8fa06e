// `sso-pulse/react`: a session and its ticking number as hooks, for React 18 and newer.
import { useMemo, useSyncExternalStore } from 'react'
import { nothingKnown } from './machine.js'
import type { Watch } from './monitor.js'
import { type RemainingOptions, remaining, type Timed } from './remaining.js'
import type { SessionState } from './session.js'

// On a server, and until a page is hydrated, nothing is known: both render the same.
const unknown = () => nothingKnown.state
const none = () => undefined

/** The state of the session; the component is rendered again when it changes, and the session watched meanwhile. */
export function useSession(session: Pick<Watch, 'state' | 'subscribe'>): SessionState {
  return useSyncExternalStore(session.subscribe, () => session.state, unknown)
}

/** Time left in ms, in whole seconds or steps of your own: only the components that call this render at each step. */
export function useRemaining(
  session: Timed,
  { stepMs }: RemainingOptions = {},
): number | undefined {
  const store = useMemo(() => remaining(session, { stepMs }), [session, stepMs])
  return useSyncExternalStore(store.subscribe, () => store.value, none)
}

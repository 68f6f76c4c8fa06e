// `sso-pulse/preact`: a session and its ticking number as hooks, for Preact 10 and newer, without preact/compat.
import { useLayoutEffect, useMemo, useState } from 'preact/hooks'
import { nothingKnown } from './machine.js'
import type { Unsubscribe, Watch } from './monitor.js'
import { type RemainingOptions, remaining, type Timed } from './remaining.js'
import type { SessionState } from './session.js'

interface Store<T> {
  subscribe(listener: (value: T) => void): Unsubscribe
}

/**
 * The first rendering knows nothing, as on a server: hydration leaves attributes as they are, so it must find what the
 * server rendered. What is known follows before the browser paints.
 */
function useStore<T>(store: Store<T>, nothing: T): T {
  const [heard, hear] = useState<readonly [from: Store<T>, value: T] | undefined>(undefined)
  useLayoutEffect(() => store.subscribe((value) => hear([store, value])), [store])
  return heard?.[0] === store ? heard[1] : nothing
}

/** The state of the session; the component is rendered again when it changes, and the session watched meanwhile. */
export function useSession(session: Pick<Watch, 'subscribe'>): SessionState {
  return useStore(session, nothingKnown.state)
}

/** Time left in ms, in whole seconds or steps of your own: only the components that call this render at each step. */
export function useRemaining(
  session: Timed,
  { stepMs }: RemainingOptions = {},
): number | undefined {
  const store = useMemo(() => remaining(session, { stepMs }), [session, stepMs])
  return useStore(store, undefined)
}

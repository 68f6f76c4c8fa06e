// `sso-pulse/vue`: a session and its ticking number as composables, for Vue 3.3 and newer.
import {
  type MaybeRefOrGetter,
  onMounted,
  type Ref,
  shallowReadonly,
  shallowRef,
  toValue,
  watchEffect,
} from 'vue'
import { nothingKnown } from './machine.js'
import type { Unsubscribe, Watch } from './monitor.js'
import { type RemainingOptions, remaining, type Timed } from './remaining.js'
import type { SessionState } from './session.js'

interface Store<T> {
  subscribe(listener: (value: T) => void): Unsubscribe
}

/**
 * Follows a store from the component's mounting to the end of the scope; a server mounts nothing.
 *
 * @param nothing the value until then
 */
function useStore<T>(store: () => Store<T>, nothing?: T): Readonly<Ref<T>> {
  const heard = shallowRef(nothing as T)
  const mounted = shallowRef(false)
  onMounted(() => {
    mounted.value = true
  })
  watchEffect((onCleanup) => {
    if (!mounted.value) return
    const hear = (value: T) => {
      heard.value = value
    }
    onCleanup(store().subscribe(hear))
  })
  return shallowReadonly(heard)
}

/** The state of the session, watched from the component's mounting to the end of its scope. */
export function useSession(
  session: MaybeRefOrGetter<Pick<Watch, 'subscribe'>>,
): Readonly<Ref<SessionState>> {
  return useStore<SessionState>(() => toValue(session), nothingKnown.state)
}

/** Time left in ms, in whole seconds or steps of your own: only what reads this is rendered at each step. */
export function useRemaining(
  session: MaybeRefOrGetter<Timed>,
  options: MaybeRefOrGetter<RemainingOptions> = {},
): Readonly<Ref<number | undefined>> {
  return useStore(() => remaining(toValue(session), toValue(options)))
}

// Vue: a ref that a subscription fills, in a render function, which needs no compiler of templates.
import { endOf, type SessionState, watchSession } from 'sso-pulse'
import { createApp, defineComponent, h, onUnmounted, shallowRef } from 'vue'

const session = watchSession(new URLSearchParams(location.search).get('cas') ?? '')

const Status = defineComponent(() => {
  const state = shallowRef(session.state)
  const stop = session.subscribe((changed) => {
    state.value = changed
  })
  onUnmounted(stop)
  return () => [
    h('p', words(state.value)),
    h('button', { type: 'button', onClick: () => session.check() }, 'Look again'),
  ]
})

function words(state: SessionState): string {
  if (state.status === 'unknown') return 'unknown: …'
  if (state.status === 'signed-out') return `signed-out: ${state.reason}`
  const end = endOf(state)
  const minutes = end ? Math.floor((end.at - Date.now()) / 60_000) : '?'
  return `Signed in as ${state.user}, ${minutes} minutes left`
}

createApp(Status).mount('#app')

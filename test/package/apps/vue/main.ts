// Vue: two composables in a render function, which needs no compiler of templates.
import { watchSession } from 'sso-pulse'
import { useRemaining, useSession } from 'sso-pulse/vue'
import { createApp, defineComponent, h } from 'vue'

const session = watchSession(new URLSearchParams(location.search).get('cas') ?? '')

const Status = defineComponent(() => {
  const state = useSession(session)
  const remainingMs = useRemaining(session, { stepMs: 60_000 })
  const minutes = () => (remainingMs.value === undefined ? '?' : remainingMs.value / 60_000)
  const words = () => {
    if (state.value.status === 'unknown') return 'unknown: …'
    if (state.value.status === 'signed-out') return `signed-out: ${state.value.reason}`
    return `Signed in as ${state.value.user}, ${minutes()} minutes left`
  }
  return () => [
    h('p', words()),
    h('button', { type: 'button', onClick: () => session.check() }, 'Look again'),
  ]
})

createApp(Status).mount('#app')

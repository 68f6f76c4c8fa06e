// No framework: the state becomes text at each change.
import { endOf, type SessionState, watchSession } from 'sso-pulse'

const session = watchSession(new URLSearchParams(location.search).get('cas') ?? '')
const status = document.createElement('p')
const again = document.createElement('button')
again.textContent = 'Look again'
again.onclick = () => session.check()
document.querySelector('#app')?.append(status, again)
session.subscribe((state) => {
  status.textContent = words(state)
})

function words(state: SessionState): string {
  if (state.status === 'unknown') return 'unknown: …'
  if (state.status === 'signed-out') return `signed-out: ${state.reason}`
  const end = endOf(state)
  const minutes = end ? Math.floor((end.at - Date.now()) / 60_000) : '?'
  return `Signed in as ${state.user}, ${minutes} minutes left`
}

// No framework: the element shows the session by itself, and the same session can be listened to.
import { watchSession } from 'sso-pulse'
import 'sso-pulse/element'
import { remaining } from 'sso-pulse/remaining'

const server = new URLSearchParams(location.search).get('cas') ?? ''
const session = watchSession(server)
const element = document.createElement('sso-status')
element.setAttribute('server', server)
const status = document.createElement('p')
const again = document.createElement('button')
again.textContent = 'Look again'
again.onclick = () => session.check()
document.querySelector('#app')?.append(element, status, again)

remaining(session, { stepMs: 60_000 }).subscribe((remainingMs) => {
  const { state } = session
  const minutes = remainingMs === undefined ? '?' : remainingMs / 60_000
  status.textContent =
    state.status === 'signed-in'
      ? `Signed in as ${state.user}, ${minutes} minutes left`
      : `${state.status}: ${state.status === 'signed-out' ? state.reason : '…'}`
})

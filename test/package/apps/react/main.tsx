// React: a session is an external store as it stands.
/** @jsxImportSource react */
import { useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { endOf, type SessionState, watchSession } from 'sso-pulse'

const session = watchSession(new URLSearchParams(location.search).get('cas') ?? '')

function Status() {
  const state = useSyncExternalStore(session.subscribe, () => session.state)
  return (
    <>
      <p>{words(state)}</p>
      <button type="button" onClick={() => session.check()}>
        Look again
      </button>
    </>
  )
}

function words(state: SessionState): string {
  if (state.status === 'unknown') return 'unknown: …'
  if (state.status === 'signed-out') return `signed-out: ${state.reason}`
  const end = endOf(state)
  const minutes = end ? Math.floor((end.at - Date.now()) / 60_000) : '?'
  return `Signed in as ${state.user}, ${minutes} minutes left`
}

createRoot(document.querySelector('#app') as Element).render(<Status />)

// Preact: subscribing is an effect, and unsubscribing its cleanup.
/** @jsxImportSource preact */
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { endOf, type SessionState, watchSession } from 'sso-pulse'

const session = watchSession(new URLSearchParams(location.search).get('cas') ?? '')

function Status() {
  const [state, setState] = useState(session.state)
  useEffect(() => session.subscribe(setState), [])
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

render(<Status />, document.querySelector('#app') as Element)

// Preact: two hooks, and a button.
/** @jsxImportSource preact */
import { render } from 'preact'
import { watchSession } from 'sso-pulse'
import { useRemaining, useSession } from 'sso-pulse/preact'

const session = watchSession(new URLSearchParams(location.search).get('cas') ?? '')

function MinutesLeft() {
  const remainingMs = useRemaining(session, { stepMs: 60_000 })
  return remainingMs === undefined ? '?' : remainingMs / 60_000
}

function Status() {
  const state = useSession(session)
  if (state.status === 'unknown') return <p>unknown: …</p>
  if (state.status === 'signed-out') return <p>signed-out: {state.reason}</p>
  return (
    <p>
      Signed in as {state.user}, <MinutesLeft /> minutes left
    </p>
  )
}

render(
  <>
    <Status />
    <button type="button" onClick={() => session.check()}>
      Look again
    </button>
  </>,
  document.querySelector('#app') as Element,
)

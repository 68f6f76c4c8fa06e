// A scripted session in a document, as component tests and stories have it.

import { act, render, screen } from '@testing-library/preact'
import { useEffect, useState } from 'preact/hooks'
import type { Session, SessionState } from 'sso-pulse'
import { expect, test } from 'vitest'
import { scriptSession } from '../../sdk/testing/index.js'

function Who({ session }: { readonly session: Session }) {
  const [state, setState] = useState<SessionState>(session.state)
  useEffect(() => session.subscribe(setState), [session])
  return <p role="status">{state.user ?? state.status}</p>
}

test('a component shows what the script says, as time goes by', async () => {
  const { session, advance } = scriptSession([
    { signedIn: 'casuser', minutes: 10 },
    { signedIn: 'second' },
  ])
  render(<Who session={session} />)
  const shown = () => screen.getByRole('status').textContent
  expect(shown()).toBe('unknown')
  await act(() => advance({ minutes: 1 }))
  expect(shown()).toBe('casuser')
  await act(() => advance({ minutes: 10 }))
  expect(shown()).toBe('second')
})

test('the document itself is left alone: its own visibility counts for nothing', async () => {
  const { session, cas, advance } = scriptSession([{ signedIn: 'casuser', limits: {} }])
  session.subscribe(() => {})
  await advance({ seconds: 30 })
  document.dispatchEvent(new Event('visibilitychange'))
  window.dispatchEvent(new Event('online'))
  await advance({ seconds: 20 })
  expect(cas.requests).toHaveLength(1)
})

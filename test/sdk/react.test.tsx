// The hooks for React, as an application uses them.
/** @jsxImportSource react */
import { act, type ReactNode, StrictMode } from 'react'
import { createRoot, hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import type { Session } from 'sso-pulse'
import { useRemaining, useSession } from 'sso-pulse/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { bindingCases, type Screen, signedIn } from './binding.cases.js'

const renders = { status: 0, time: 0 }

function Status({ session }: { session: Session }) {
  renders.status += 1
  const state = useSession(session)
  return <p className={state.status}>{state.user ?? state.status}</p>
}

function TimeLeft({ session, stepMs }: { session: Session; stepMs?: number | undefined }) {
  renders.time += 1
  const ms = useRemaining(session, { stepMs })
  return <b>{`${ms === undefined ? '…' : ms / 1000} s`}</b>
}

function Page({ session, stepMs }: { session: Session; stepMs?: number | undefined }) {
  return (
    <>
      <Status session={session} />
      <TimeLeft session={session} stepMs={stepMs} />
    </>
  )
}

let host: HTMLElement
let root: Root | undefined

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.spyOn(console, 'error')
  host = document.createElement('main')
  root = undefined
})
afterEach(() => {
  act(() => root?.unmount())
  expect(console.error).not.toHaveBeenCalled()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** Renders and mounts at once, before any promise settles. */
function render(node: ReactNode): void {
  root ??= createRoot(host)
  act(() => root?.render(node))
}

function screen(): Screen {
  return {
    show: async (session, options) => render(session && <Page session={session} {...options} />),
    html: () => host.innerHTML,
    renders,
    during: (happens) => act(happens),
  }
}

describe('as every binding', () => bindingCases(screen))

test('StrictMode mounts twice and asks once', async () => {
  const { session, asked, clock } = signedIn()
  render(
    <StrictMode>
      <Page session={session} />
    </StrictMode>,
  )
  await act(() => clock.settle())
  expect(host.textContent).toBe('casuser7200 s')
  expect(asked()).toHaveLength(1)
  render(null)
  expect(clock.timers).toBe(0)
})

test('a component that appears later shows at once, in one rendering, what is known', async () => {
  const { session, clock } = signedIn()
  session.subscribe(() => {})
  await clock.settle()
  const before = { ...renders }
  render(<Page session={session} />)
  expect(host.textContent).toBe('casuser7200 s')
  expect(renders).toEqual({ status: before.status + 1, time: before.time + 1 })
})

test('a server renders the same for everyone, and asks nothing', async () => {
  const { session, asked, clock } = signedIn()
  const html = renderToString(<Page session={session} />)
  await clock.settle()
  expect(html).toBe('<p class="unknown">unknown</p><b>… s</b>')
  expect(asked()).toEqual([])
  session.subscribe(() => {})
  await clock.settle()
  expect(renderToString(<Page session={session} />)).toBe(html)
})

test('hydration keeps what the server rendered, then shows what is known already', async () => {
  const { session, clock } = signedIn()
  session.subscribe(() => {})
  await clock.settle()
  const page = <Page session={session} />
  host.innerHTML = renderToString(page)
  const [status] = host.children
  const onRecoverableError = vi.fn()
  act(() => {
    root = hydrateRoot(host, page, { onRecoverableError })
  })
  expect(onRecoverableError).not.toHaveBeenCalled()
  expect(host.children[0]).toBe(status)
  expect(host.innerHTML).toBe('<p class="signed-in">casuser</p><b>7200 s</b>')
})

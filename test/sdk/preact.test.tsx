// The hooks for Preact, as an application uses them, without preact/compat.
import { readFileSync } from 'node:fs'
import { type ComponentChild, hydrate, render } from 'preact'
import { act } from 'preact/test-utils'
import type { Session } from 'sso-pulse'
import { useRemaining, useSession } from 'sso-pulse/preact'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bindingCases, type Screen, signedIn } from './binding.cases.js'

const renders = { status: 0, time: 0 }

function Status({ session }: { session: Session }) {
  renders.status += 1
  const state = useSession(session)
  return <p class={state.status}>{state.user ?? state.status}</p>
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

beforeEach(() => {
  host = document.createElement('main')
})
afterEach(() => render(null, host))

const show = (node: ComponentChild) => act(() => render(node, host))

function screen(): Screen {
  return {
    show: (session, options) => show(session && <Page session={session} {...options} />),
    html: () => host.innerHTML,
    renders,
    during: (happens) => act(happens),
  }
}

describe('as every binding', () => bindingCases(screen))

test('a component that appears later shows before the first paint what is known', async () => {
  const { session, clock } = signedIn()
  session.subscribe(() => {})
  await clock.settle()
  render(<Page session={session} />, host)
  // A browser paints after the microtasks.
  await Promise.resolve()
  expect(host.textContent).toBe('casuser7200 s')
})

test('no rendering shows the user of one session for another', async () => {
  const [first, second] = [signedIn(), signedIn('second')]
  const rendered: (readonly [Session, string | undefined])[] = []
  function Whose({ session }: { session: Session }) {
    rendered.push([session, useSession(session).user])
    return null
  }
  await show(<Whose session={first.session} />)
  await act(() => first.clock.settle())
  await show(<Whose session={second.session} />)
  await act(() => second.clock.settle())
  const shownFor = (session: Session) =>
    new Set(rendered.flatMap(([its, user]) => (its === session ? [user] : [])))
  expect([...shownFor(first.session)]).toEqual([undefined, 'casuser'])
  expect([...shownFor(second.session)]).toEqual([undefined, 'second'])
})

test('hydration gets right what the server could not know, attributes too', async () => {
  const { session, clock } = signedIn()
  session.subscribe(() => {})
  await clock.settle()
  host.innerHTML = '<p class="unknown">unknown</p><b>… s</b>'
  const [status] = host.children
  await act(() => hydrate(<Page session={session} />, host))
  expect(host.children[0]).toBe(status)
  expect(host.innerHTML).toBe('<p class="signed-in">casuser</p><b>7200 s</b>')
})

test('it needs preact/hooks and nothing else of Preact', () => {
  const imports = readFileSync('sdk/preact.ts', 'utf8').matchAll(/from '(preact[^']*)'/g)
  expect([...imports].map(([, from]) => from)).toEqual(['preact/hooks'])
})

// The examples for applications run as they stand, each in its framework; those of the element stand beside them.
import { createElement, render } from 'preact'
import { act, createElement as createReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import type { SessionState } from 'sso-pulse'
import { createCas, type InMemoryCas } from 'sso-pulse/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createApp } from 'vue'

let cas: InMemoryCas
let host: HTMLElement

beforeEach(() => {
  vi.resetModules()
  cas = createCas({ url: 'https://sso.example.org/cas' })
  cas.signIn('casuser')
  vi.stubGlobal('fetch', cas.fetch)
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  host = document.createElement('main')
  document.body.replaceChildren(host)
})
afterEach(() => {
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

const shows = (text: RegExp) => vi.waitFor(() => expect(host.textContent).toMatch(text))

test('React', async () => {
  const { Status } = await import('example:docs/frameworks.md/0.tsx')
  const root = createRoot(host)
  act(() => root.render(createReactElement(Status)))
  expect(host.textContent).toBe('Not signed in')
  await act(() => shows(/^Signed in as casuser, 7\d{3} s left$/))
  act(() => root.unmount())
})

test('Preact', async () => {
  const { Status } = await import('example:docs/frameworks.md/1.tsx')
  render(createElement(Status, {}), host)
  expect(host.textContent).toBe('Not signed in')
  await shows(/^Signed in as casuser, 1(20|19) minutes left$/)
  render(null, host)
})

test('Vue', async () => {
  const { default: Status } = await import('example:docs/frameworks.md/0.vue')
  const app = createApp(Status)
  app.mount(host)
  expect(host.textContent).toBe('Not signed in')
  await shows(/^\s*Signed in as casuser, 7\d{3} s left\s*$/)
  app.unmount()
})

test('Svelte: by its contract stores call at once, and give back what ends it', async () => {
  const { session, left } = await import('example:docs/frameworks.md/0')
  const states: string[] = []
  const times: (number | undefined)[] = []
  const stops = [
    session.subscribe(({ status }: SessionState) => states.push(status)),
    left.subscribe((ms?: number) => times.push(ms)),
  ]
  expect([states, times]).toEqual([['unknown'], [undefined]])
  await vi.waitFor(() => expect(states).toEqual(['unknown', 'signed-in']))
  expect(times[1]).toBeGreaterThan(7_000_000)
  for (const stop of stops) stop()
  cas.endSession()
  await session.check()
  expect([states, times]).toEqual([
    ['unknown', 'signed-in'],
    [undefined, times[1]],
  ])
})

test('no framework', async () => {
  host.innerHTML = '<p id="status"></p><p id="left"></p>'
  await import('example:docs/frameworks.md/1')
  expect(host.textContent).toBe('unknown')
  await shows(/^casuser7\d{3} s left$/)
})

test('the element: page code listens to its session', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  // Registered once in this document, with the watchSession of that time.
  await import('sso-pulse/element')
  host.innerHTML = `<sso-status server="${cas.url}"></sso-status>`
  await import('example:docs/element.md/0')
  const { session } = document.querySelector('sso-status') ?? {}
  await session?.check()
  cas.endSession()
  await session?.check()
  expect(log).toHaveBeenCalledWith('ended: ended-elsewhere')
})

test('the element: a session with options is there first', async () => {
  const { session } = await import('example:docs/element.md/1')
  const { watchSession } = await import('sso-pulse')
  expect(watchSession('https://sso.example.org/cas')).toBe(session)
})

// The lines that the pages begin with run as they stand.
import { readFileSync } from 'node:fs'
import { createCas } from 'sso-pulse/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { examplesIn } from './markdown-examples.js'

const printed: unknown[] = []

beforeEach(() => {
  printed.length = 0
  vi.spyOn(console, 'log').mockImplementation((line) => void printed.push(line))
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('README: ten lines watch the session and sign out with proof', async () => {
  const cas = createCas({ url: 'https://sso.example.org/cas' })
  cas.signIn('casuser')
  vi.stubGlobal('fetch', cas.fetch)
  await import('example:README.md/0')
  expect(printed).toEqual(['signed in as casuser', 'ended: signed-out-here'])
  expect(cas.sessions()).toEqual([])
})

test('README: stock CAS, with configured numbers, has a countdown too', async () => {
  vi.resetModules()
  await import('example:README.md/1')
  const { watchSession, endOf } = await import('sso-pulse')
  const cas = createCas({ url: 'https://sso.example.org/cas', setup: { ssoActuator: 'open' } })
  cas.signIn('casuser')
  vi.stubGlobal('fetch', cas.fetch)
  const state = await watchSession(cas.url).check()
  expect(endOf(state)).toMatchObject({ limit: 'idle', origin: 'policy' })
})

test('docs/architecture.md: the in-memory CAS lets a session expire', async () => {
  await import('example:docs/architecture.md/0')
  expect(printed).toEqual(['unknown', 'signed-in', 'signed-out', 'expired-idle'])
})

test('docs/administration.md: a user is signed out everywhere', async () => {
  await import('example:docs/administration.md/0')
  expect(printed).toEqual([expect.stringMatching(/^casuser: TGT-\d+-…/), '1 ended, 0 left'])
})

test.each(['README.md', 'docs/architecture.md', 'docs/administration.md'])(
  '%s begins with at most ten lines of code',
  (page) => {
    const [first = ''] = examplesIn(readFileSync(page, 'utf8'))
    const lines = first.split('\n').filter((line) => line.trim() && line.trim() !== '})')
    expect(lines.length).toBeLessThanOrEqual(10)
  },
)

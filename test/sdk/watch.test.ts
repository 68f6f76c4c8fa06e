import { type Session, watchSession } from 'sso-pulse'
import { createCas } from 'sso-pulse/testing'
import { afterEach, expect, test, vi } from 'vitest'
import { pretendPage } from './pretend-page.js'
import { turnableClock } from './turnable-clock.js'

const server = 'https://sso.example.org/cas'
const opened: Session[] = []
const open: typeof watchSession = (...input) => {
  const session = watchSession(...input)
  opened.push(session)
  return session
}

afterEach(() => {
  for (const session of opened.splice(0)) session[Symbol.dispose]()
})

test('watching does nothing before the first subscriber', async () => {
  const clock = turnableClock()
  const fetch = vi.fn()
  open(server, { clock, fetch })
  await clock.advance(3_600_000)
  expect(fetch).not.toHaveBeenCalled()
  expect(clock.timers).toBe(0)
})

test('two who watch one server share one session, a slash at the end or not', () => {
  expect(open(`${server}/`)).toBe(open(server))
  expect(open(server)).not.toBe(open('https://sso.example.org/other'))
})

test('the same options again are the same session', () => {
  const options = { maxStalenessMs: 30_000, warnBeforeMs: [60_000] }
  expect(open(server, options)).toBe(open(server, options))
})

test('an option left out agrees with any', () => {
  expect(open(server, { maxStalenessMs: 30_000 })).toBe(open(server))
})

test('a differing option is refused by name', () => {
  open(server, { timeoutMs: 5000 })
  expect(() => open(server, { timeoutMs: 6000 })).toThrow(
    'timeoutMs: expected the value of the first call',
  )
  expect(() => open(server, { maxStalenessMs: 1 })).toThrow(/^maxStalenessMs: /)
})

test('a disposed session is forgotten: the server can be watched anew', () => {
  const first = open(server, { timeoutMs: 5000 })
  first[Symbol.dispose]()
  expect(open(server, { timeoutMs: 6000 })).not.toBe(first)
})

test('it watches: ten lines from a server to a status', async () => {
  const clock = turnableClock(Date.now(), 8)
  const cas = createCas()
  cas.signIn('casuser')
  const session = open(cas.url, { clock, fetch: cas.fetch, environment: pretendPage() })
  const seen: string[] = []
  session.subscribe(({ status }) => seen.push(status))
  await clock.settle()
  expect(seen).toEqual(['unknown', 'signed-in'])
})

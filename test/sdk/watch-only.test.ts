// `sso-pulse/watch`: the same monitor, without acts and warnings.
import { createCas } from 'sso-pulse/testing'
import { watch } from 'sso-pulse/watch'
import { expect, test, vi } from 'vitest'
import { noon, turnableClock } from './turnable-clock.js'

const hour = 3_600_000

test('a page that only watches sees the session begin, expire and why', async () => {
  const clock = turnableClock(noon, 8)
  const cas = createCas({ clock: { ...clock, advance() {}, stop() {}, wait: async () => {} } })
  cas.signIn('casuser')
  const session = watch(cas.url, { clock, fetch: cas.fetch, random: () => 0.5 })
  const heard: string[] = []
  session.on('started', ({ user }) => heard.push(user))
  session.on('ended', ({ reason }) => heard.push(reason))
  const stop = session.subscribe(({ status }) => heard.push(status))
  await clock.advance(3 * hour)
  stop()
  expect(heard).toEqual(['unknown', 'signed-in', 'casuser', 'signed-out', 'expired-idle'])
})

test('a pace that is no number does not spin', async () => {
  const clock = turnableClock(noon, 8)
  const fetch = vi.fn(async () => Response.json({}))
  const stop = watch('https://sso.example.org/cas', {
    clock,
    fetch,
    maxStalenessMs: NaN,
  }).subscribe(() => {})
  await clock.advance(hour)
  stop()
  expect(fetch).toHaveBeenCalledOnce()
})

test('a wrong address gets one sentence', () => {
  expect(() => watch('sso.example.org')).toThrow('server: expected an http(s) address')
})

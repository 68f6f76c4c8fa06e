// Failures on demand.

import { expect, test, vi } from 'vitest'
import { createCas } from '../../sdk/testing/index.js'

test('a status, headers and a body in place of the answer', async () => {
  const cas = createCas()
  cas.fail({ status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad gateway</h1>' })
  const response = await cas.fetch(`${cas.url}/isloggedin`)
  expect(response.status).toBe(502)
  expect(response.headers.get('content-type')).toBe('text/html')
  expect(await response.text()).toBe('<h1>Bad gateway</h1>')
})

test('CAS does not see a request that another answered', async () => {
  const cas = createCas()
  cas.signIn('casuser')
  cas.fail({ path: 'logout', status: 200 })
  await cas.fetch(`${cas.url}/logout`)
  expect(cas.sessions()).toHaveLength(1)
})

test('only its path and its method fail', async () => {
  const cas = createCas()
  cas.fail({ path: 'isloggedin', method: 'GET', status: 500 })
  const status = async (path: string, method = 'GET'): Promise<number> =>
    (await cas.fetch(`${cas.url}/${path}`, { method })).status
  expect(await status('isloggedin')).toBe(500)
  expect(await status('isloggedin', 'HEAD')).toBe(200)
  expect(await status('actuator/health')).toBe(200)
})

test('it ends after so many times, or when it is taken back', async () => {
  const cas = createCas()
  const status = async (): Promise<number> => (await cas.fetch(`${cas.url}/isloggedin`)).status
  cas.fail({ status: 500, times: 2 })
  expect([await status(), await status(), await status()]).toEqual([500, 500, 200])
  const takeBack = cas.fail({ status: 500 })
  expect(await status()).toBe(500)
  takeBack()
  expect(await status()).toBe(200)
})

test('the newest failure comes first', async () => {
  const cas = createCas()
  cas.fail({ status: 500 })
  cas.fail({ status: 503, times: 1 })
  expect((await cas.fetch(`${cas.url}/login`)).status).toBe(503)
  expect((await cas.fetch(`${cas.url}/login`)).status).toBe(500)
})

test('a broken connection is what fetch calls a TypeError', async () => {
  const cas = createCas()
  cas.fail({ reset: true })
  await expect(cas.fetch(`${cas.url}/isloggedin`)).rejects.toThrow(TypeError)
})

test("a late answer comes when the server's clock says so, and is CAS's own", async () => {
  const cas = createCas({ clock: { fixedAt: 0 } })
  cas.fail({ delayMs: 5000 })
  let late = true
  const answered = cas.fetch(`${cas.url}/isloggedin`).then((response) => {
    late = false
    return response.status
  })
  await vi.waitFor(() => expect(cas.requests).toHaveLength(1))
  cas.clock.advance(4999)
  await Promise.resolve()
  expect(late).toBe(true)
  cas.clock.advance(1)
  expect(await answered).toBe(200)
})

test('who does not want to wait may leave', async () => {
  const cas = createCas({ clock: { fixedAt: 0 } })
  cas.fail({ delayMs: 5000 })
  const leaving = new AbortController()
  const answered = cas.fetch(`${cas.url}/isloggedin`, { signal: leaving.signal })
  leaving.abort()
  await expect(answered).rejects.toMatchObject({ name: 'AbortError' })
})

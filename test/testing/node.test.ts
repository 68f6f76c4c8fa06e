// @vitest-environment node
// The listener of the in-memory CAS.

import { expect, test } from 'vitest'
import { createCas, listen } from '../../sdk/testing/node.js'

test('takes a free port, and the CAS knows where it is', async () => {
  const cas = createCas({ url: 'https://sso.example.org/sso' })
  const listener = await listen(cas)
  expect(listener.url).toBe(`http://127.0.0.1:${listener.port}/sso`)
  expect(cas.url).toBe(listener.url)
  expect((await fetch(`${listener.url}/actuator/health`)).status).toBe(200)
  await listener.close()
  await expect(fetch(`${listener.url}/actuator/health`)).rejects.toThrow()
})

test('listens on loopback hosts only', async () => {
  const everywhere = '0.0.0.0' as '127.0.0.1'
  await expect(listen(createCas(), { host: everywhere })).rejects.toThrow(RangeError)
})

test('a taken port is an error', async () => {
  const first = await listen(createCas())
  await expect(listen(createCas(), { port: first.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
  await first.close()
})

test('a broken connection is broken on the wire', async () => {
  const cas = createCas()
  const listener = await listen(cas)
  cas.fail({ reset: true })
  await expect(fetch(`${listener.url}/isloggedin`)).rejects.toThrow()
  await listener.close()
})

test('the Date header is of the clock that can be turned', async () => {
  const cas = createCas({ clock: { fixedAt: '2026-03-01T08:00:00Z' } })
  const listener = await listen(cas)
  const response = await fetch(`${listener.url}/isloggedin`)
  expect(response.headers.get('date')).toBe('Sun, 01 Mar 2026 08:00:00 GMT')
  await listener.close()
})

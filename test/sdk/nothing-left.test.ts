// Whatever was begun and stopped, nothing of it keeps running: counted in Node, where every timer and socket is told.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type StatusSource, watchSession } from 'sso-pulse'
import { ownSource } from 'sso-pulse/sources'
import { createCas } from 'sso-pulse/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let silent: Server
let url: string

/** A server that takes every request and answers none. */
beforeAll(async () => {
  silent = createServer(() => {})
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/cas`
})
afterAll(() => {
  silent.closeAllConnections()
  silent.close()
})

const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

async function leavesNothing(work: () => Promise<void>): Promise<void> {
  const before = timers()
  await work()
  await new Promise((done) => setImmediate(done))
  // Others may have ended meanwhile: the test runner has timers, too.
  expect(timers()).toBeLessThanOrEqual(before)
}

test('stopped while a request hangs, the session ends it by its time-out, and is silent', () =>
  leavesNothing(async () => {
    const session = watchSession(url, { timeoutMs: 50 })
    const heard: string[] = []
    session.subscribe(({ status }) => heard.push(status))
    const look = session.check()
    session[Symbol.dispose]()
    await look
    expect(heard).toEqual(['unknown'])
    expect(session.state.trouble?.kind).toBe('timed-out')
  }))

test('two sign-outs at once while CAS hangs are one, unproved, and leave nothing', () =>
  leavesNothing(async () => {
    const session = watchSession(`${url}2`, { timeoutMs: 50 })
    const both = [session.logout({ mode: 'quiet' }), session.logout({ mode: 'quiet' })]
    expect(await Promise.all(both)).toEqual([{ proved: false }, { proved: false }])
    session[Symbol.dispose]()
  }))

test.each<[string, StatusSource]>([
  ['hangs', ownSource('hangs', () => new Promise(() => {}))],
  ['rejects', ownSource('rejects', () => Promise.reject(new Error('bug')))],
  [
    'throws',
    ownSource('throws', () => {
      throw new Error('bug')
    }),
  ],
])('a source that %s is trouble, and leaves nothing', (name, source) =>
  leavesNothing(async () => {
    const session = watchSession(`https://${name}.example.org/cas`, { source, timeoutMs: 50 })
    const stop = session.subscribe(() => {})
    expect((await session.check()).trouble).toBeDefined()
    stop()
    session[Symbol.dispose]()
  }),
)

test('watching, warning and signing out leave nothing', () =>
  leavesNothing(async () => {
    const cas = createCas()
    cas.signIn('casuser')
    const session = watchSession(cas.url, { fetch: cas.fetch })
    const stop = session.on('expiring', () => {})
    await session.check()
    expect(await session.logout({ mode: 'quiet' })).toEqual({ proved: true })
    stop()
    session[Symbol.dispose]()
  }))

// The end that is shown is the end that comes: deadlines against real CAS servers, by both limits and both origins.
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient, endOf, type Limit, type StatusSource } from 'sso-pulse'
import { nothingKnown, reduce } from 'sso-pulse/parts'
import { actuatorSso, isLoggedIn } from 'sso-pulse/sources'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { propertiesOf } from '../../scripts/real-cas/properties.js'
import { type RealCas, startRealCas } from '../../scripts/real-cas.js'
import { signedIn, type Visitor } from '../contract/visitor.js'
import { realLines } from '../real-lines.js'

const policy = { kind: 'primary', maxTimeToLiveSeconds: 20, timeToKillSeconds: 8 } as const
const second = 1000

const origins: readonly [name: string, source: StatusSource, toleratedMs: number][] = [
  ['server', isLoggedIn(), 1 * second],
  // `Date` has whole seconds.
  ['policy', actuatorSso(policy), 2 * second],
]

describe.each(realLines)('CAS %s', (line) => {
  let cas: RealCas
  beforeAll(async () => {
    cas = await startRealCas({ line, properties: propertiesOf({ policy }) })
  }, 240_000)
  afterAll(() => cas?.stop())

  describe.each(origins)('origin %s', (origin, source, toleratedMs) => {
    test.each(['idle', 'time'] satisfies Limit[])(
      '%s limit: shown is real',
      async (limit) => {
        const visitor = await signedIn({ line, url: cas.url, pass: sleep, stop: async () => {} })
        if (limit === 'time') await useUntilTheTimeLimitIsNearer(visitor)
        const end = await shownEnd(cas.url, source, visitor)
        expect(end).toMatchObject({ limit, origin })
        const realAt = await realEnd(visitor, end.at)
        const differsMs = Math.round(realAt - end.at)
        console.log(
          `CAS ${line}, ${limit} limit of origin ${origin}: real - shown = ${differsMs} ms`,
        )
        expect(Math.abs(differsMs)).toBeLessThanOrEqual(toleratedMs)
      },
      60_000,
    )
  })
})

/** Each service ticket moves the idle limit, never the time limit. */
async function useUntilTheTimeLimitIsNearer(visitor: Visitor): Promise<void> {
  for (const _ of [1, 2, 3]) {
    await sleep(5 * second)
    await visitor.gateway('http://127.0.0.1:9/app')
  }
}

async function shownEnd(url: string, source: StatusSource, visitor: Visitor) {
  const fetchAsVisitor: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('cookie', `TGC=${visitor.tgc}`)
    headers.set('user-agent', visitor.userAgent)
    return fetch(input, { ...init, headers })
  }
  const client = createClient(url, { source, fetch: fetchAsVisitor })
  const askedAt = Date.now()
  const outcome = await client.status()
  const look = { cause: 'check', askedAt, arrivedAt: Date.now(), outcome, dice: 0 } as const
  const end = endOf(reduce(nothingKnown, look).memory.state)
  if (!end) throw new Error('No end is known.')
  return end
}

/** On our clock, to 50 ms; looking does not move it. */
async function realEnd(visitor: Visitor, expectedAt: number): Promise<number> {
  await sleep(Math.max(0, expectedAt - 3 * second - Date.now()))
  while ((await visitor.status()).signedIn) await sleep(50)
  return Date.now()
}

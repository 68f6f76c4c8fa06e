import { createCas } from 'sso-pulse/testing'
import { expect, test } from 'vitest'
import { openTerminal } from './terminal.js'

const cas = 'https://sso.example.org/cas'
const app = 'https://app.example.org/page'
const login = (service: string, more = '') =>
  `${cas}/login?service=${encodeURIComponent(service)}${more}`

/** A website whose pages are redirects or statuses; each takes 150 ms. */
function website(pages: Readonly<Record<string, string | number>>) {
  const clock = createCas({ clock: { fixedAt: 0 } })
  return openTerminal({
    cas: clock,
    fetch: async (input) => {
      clock.clock.advance(150)
      const page = pages[`${input}`]
      if (page === undefined) throw new TypeError('fetch failed')
      if (typeof page === 'number') return new Response('x'.repeat(2_000_000), { status: page })
      return new Response(null, { status: 302, headers: { location: page } })
    },
  })
}

const run = (pages: Readonly<Record<string, string | number>>, ...args: readonly string[]) =>
  website(pages).run('protected', app, '--cas', cas, ...args)

test('a stranger is sent to CAS for this application: OK, with the time', async () => {
  const { code, out } = await run({ [app]: login(app) }, '--warning', '1', '--critical', '5')
  expect(out).toBe(`OK - a stranger is sent to ${cas}/login for ${app} | time=0.150s;1;5;0\n`)
  expect(code).toBe(0)
})

test('the hops of a site are followed: http to https, a slash at the end', async () => {
  const terminal = website({
    'http://app.example.org/page': app,
    [app]: '/page/',
    [`${app}/`]: login(`${app}/start?x=1`),
  })
  const { code, out } = await terminal.run('protected', 'http://app.example.org/page', '--cas', cas)
  expect(out).toMatch(
    /^OK - .* for https:\/\/app\.example\.org\/page\/start \| time=0\.450s;;;0\n$/,
  )
  expect(code).toBe(0)
})

test('a session that the application writes into addresses belongs to none of them', async () => {
  const { code, out } = await run({
    [app]: `${app};jsessionid=node0secret`,
    [`${app};jsessionid=node0secret`]: login(`${app};jsessionid=node0secret?x=1`),
  })
  expect(out).toBe(`OK - a stranger is sent to ${cas}/login for ${app} | time=0.300s;;;0\n`)
  expect(code).toBe(0)
})

const beside = 'https://app.example.org/cas2/login'
const otherPort = 'https://app.example.org:8443/cas/login'

test.each<[string, Readonly<Record<string, string | number>>, RegExp, number]>([
  ['an open page', { [app]: 200 }, /^CRITICAL - .* lets a stranger in \(200\)/, 2],
  [
    'another sign-in',
    { [app]: 'https://idp.example.org/auth?x=secret' },
    /^CRITICAL - .*sends a stranger to https:\/\/idp\.example\.org\/auth, not to/,
    2,
  ],
  [
    'another CAS of the host',
    { [app]: 'https://sso.example.org/cas2/login?service=x' },
    /^CRITICAL/,
    2,
  ],
  [
    'another CAS, of the same host',
    { [app]: `${beside}?service=${app}`, [`${beside}?service=${app}`]: 200 },
    /^CRITICAL - it sends a stranger to https:\/\/app\.example\.org\/cas2\/login, not to/,
    2,
  ],
  [
    'another CAS, at another port of it, which is down',
    { [app]: `${otherPort}?service=${app}` },
    /^CRITICAL - it sends a stranger to https:\/\/app\.example\.org:8443\/cas\/login, not to/,
    2,
  ],
  [
    'a service of somebody else',
    { [app]: login('https://app.example.org.evil.example/page') },
    /^CRITICAL - CAS would send its users back to/,
    2,
  ],
  [
    'a page beside it',
    { [app]: login('https://app.example.org/pages') },
    /^CRITICAL - CAS would/,
    2,
  ],
  ['no service', { [app]: `${cas}/login` }, /^CRITICAL - .*without a service/, 2],
  ['a circle', { [app]: app }, /^CRITICAL - after 5 redirects/, 2],
  ['a gateway', { [app]: login(app, '&gateway=true') }, /^WARNING - .*only in passing/, 1],
  ['a closed door', { [app]: 403 }, /^WARNING - .*refuses a stranger \(403\)/, 1],
  ['a fault', { [app]: 503 }, /^UNKNOWN - .*fails \(503\)/, 3],
  ['nobody', {}, /^UNKNOWN - .*unreachable/, 3],
])('%s', async (_, pages, expected, exit) => {
  const { code, out } = await run(pages)
  expect(out).toMatch(expected)
  expect(out).not.toContain('secret')
  expect(out.trim().split('\n')).toHaveLength(1)
  expect(code).toBe(exit)
})

test.each([
  [['--warning', '0.1'], 'WARNING', 1],
  [['--warning', '0.05', '--critical', '0.1'], 'CRITICAL', 2],
] as const)('too slow by %j: %s', async (limits, state, exit) => {
  const { code, out } = await run({ [app]: login(app) }, ...limits)
  expect(out).toMatch(new RegExp(`^${state} - `))
  expect(code).toBe(exit)
})

test.each([
  ['unreachable', 0],
  ['timed-out', 10_000],
])('%s is said of the application, not of CAS', async (kind, after) => {
  const clock = createCas({ clock: { fixedAt: 0 } })
  const terminal = openTerminal({
    cas: clock,
    fetch: async (_, init) => {
      clock.clock.advance(after)
      init?.signal?.throwIfAborted()
      throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } })
    },
  })
  const { code, out } = await terminal.run('protected', app, '--cas', cas)
  expect(out).toMatch(new RegExp(`^UNKNOWN - https://app\\.example\\.org: ${kind}\\.`))
  expect(out).not.toContain('CAS')
  expect(code).toBe(3)
})

test('a wrong argument is UNKNOWN, as plug-ins have it', async () => {
  const { code, out } = await openTerminal().run('protected', app)
  expect(out).toMatch(/^UNKNOWN - required option '--cas <cas>' not specified/)
  expect(code).toBe(3)
})

test('--json', async () => {
  const { json } = await run({ [app]: login(app) }, '--json')
  expect(json()).toMatchObject({ url: app, cas, state: 'OK', verdict: 'protected', seconds: 0.15 })
})

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCas } from 'sso-pulse/testing'
import { describe, expect, test, vi } from 'vitest'
import { openTerminal } from '../terminal.js'

// Hundreds of answers each.
vi.setConfig({ testTimeout: 20_000 })

const server = 'https://sso.example.org/cas'
const env = { SSO_PULSE_USER: 'casuser', SSO_PULSE_PASSWORD: 'Mellon' }

describe('--in-memory', () => {
  test('hours go by in a moment, and 0', async () => {
    const { code, json } = await openTerminal().run(
      'expect',
      '--in-memory',
      '--idle',
      '2h',
      '--max',
      '8h',
      '--json',
    )
    expect(json()).toMatchObject({ verdict: 'as-expected', toleranceSeconds: 2 })
    expect(code).toBe(0)
  })

  test('another policy: says both numbers, and 1', async () => {
    const policy = ['--policy', 'idle=30m,max=4h']
    const { code, out } = await openTerminal().run(
      'expect',
      '--in-memory',
      '--idle',
      '2h',
      ...policy,
    )
    expect(out).toMatch(
      /^idle: differs: asked for an idle limit of 2h, the server says an idle limit of 30m$/m,
    )
    expect(code).toBe(1)
  })

  test.each([
    [['--idle', 'none', '--max', '1h', '--policy', 'max=1h']],
    [['--idle', '1h', '--max', 'none', '--policy', 'idle=1h,max=none']],
    [['--remember-me', '30d', '--policy', 'idle=1h,max=2h,remember-me=30d']],
  ])('%j: a policy with one limit', async (args) => {
    const { code, out } = await openTerminal().run('expect', '--in-memory', ...args)
    expect(out).toMatch(/of \d cases? as expected/)
    expect(code).toBe(0)
  })
})

test('--dry-run tells the plan, who signs in and how long it takes, and asks nothing', async () => {
  const terminal = openTerminal()
  const args = [
    '--idle',
    '2h',
    '--max',
    '8h',
    '--service',
    'https://app.example.org/?a=b=1h',
    '--user',
    'tester',
  ]
  const { code, out } = await terminal.run('expect', server, ...args, '--dry-run')
  expect(out.split('\n')).toEqual([
    `${server}: 4 cases side by side, 8h2s, tolerance 2s`,
    '  idle                                  as tester  ends after 2h  not used, looked at most near its end',
    '  passive                               as tester  ends after 2h  not used, looked at all the time',
    '  max                                   as tester  ends after 8h  used before it ends idle',
    '  service https://app.example.org/?a=b  as tester  ends after 1h  signed in for https://app.example.org/?a=b',
    '  administrator: left out, no administrator was named: give --admin-user',
    '',
  ])
  expect(code).toBe(0)
  expect(terminal.cas.requests).toEqual([])
})

test.each<[readonly string[], RegExp]>([
  [[server], /No limit was asked for/],
  [['--idle', '2h'], /either the prefix of a CAS or --in-memory/],
  [[server, '--in-memory', '--idle', '2h'], /either the prefix of a CAS or --in-memory/],
  [[server, '--idle', '2h', '--policy', 'idle=2h'], /give --in-memory, too/],
  [[server, '--idle', '2 hours'], /Give a duration, such as 90s/],
  [[server, '--idle', 'none', '--max', 'none'], /No limit was asked for/],
  [[server, '--idle', '9h', '--max', '8h'], /no longer than the time limit: 9h is more than 8h/],
  [[server, '--idle', '2h', '--skip', 'everything'], /Name a case: idle, max/],
  [[server, '--idle', '2h', '--skip', 'idle', '--skip', 'passive'], /Nothing is left/],
  [[server, '--service', 'https://app.example.org/'], /Give an address and its limit/],
  [[server, '--service', 'app=1h'], /Give an http\(s\) address/],
  [[server, '--service', 'https://a.example/=1h', '--service', 'https://a.example/=2h'], /once/],
  [[server, '--idle', '4s', '--tolerance', '2s'], /give at most 1s/],
  [['--in-memory', '--idle', '2h', '--policy', 'idle'], /Give a duration/],
  [['--in-memory', '--idle', '2h', '--policy', 'x=2h'], /Give limits, such as/],
  [['sso.example.org', '--idle', '2h'], /Give the prefix of a CAS/],
])('%j: wrong, 2, and nothing is asked', async (args, sentence) => {
  const terminal = openTerminal({ env })
  const { code, err } = await terminal.run('expect', ...args)
  expect(err).toMatch(sentence)
  expect(code).toBe(2)
  expect(terminal.cas.requests).toEqual([])
})

describe('files', () => {
  test('--junit and --report are written whole', async () => {
    const terminal = openTerminal()
    const [junit, report] = ['junit.xml', 'report.json'].map((name) => join(terminal.folder, name))
    const files = ['--junit', `${junit}`, '--report', `${report}`]
    const { out } = await terminal.run('expect', '--in-memory', '--idle', '2h', '--json', ...files)
    expect(JSON.parse(readFileSync(`${report}`, 'utf8'))).toEqual(JSON.parse(out))
    expect(readFileSync(`${junit}`, 'utf8')).toMatch(/^<\?xml .*<\/testsuites>\n$/s)
    expect(readdirSync(terminal.folder)).toHaveLength(2)
  })

  test('a file that can not be written: says so, and 2', async () => {
    const terminal = openTerminal()
    writeFileSync(join(terminal.folder, 'file'), '')
    const junit = join(terminal.folder, 'file/junit.xml')
    const { code, err } = await terminal.run(
      'expect',
      '--in-memory',
      '--idle',
      '2h',
      '--junit',
      junit,
    )
    expect(err).toMatch(/junit\.xml can't be written/)
    expect(code).toBe(2)
  })
})

describe('trouble is told as such, and 3', () => {
  test.each<[string, (cas: ReturnType<typeof createCas>) => void, RegExp]>([
    ['a fault', (cas) => cas.fail({ status: 503 }), /answered its login form with 503/],
    ['no connection', (cas) => cas.fail({ reset: true }), /unreachable/],
    ['no CAS', (cas) => cas.fail({ body: '<p>A shop' }), /is no CAS server/],
    [
      'a second factor',
      (cas) =>
        cas.fail({
          method: 'POST',
          body: '<title>CAS - Token</title><form method="post"><input type="hidden" name="execution" value="e"><input name="token"></form>',
        }),
      /asks for more than a password/,
    ],
    [
      'a form that nobody answers',
      (cas) => cas.fail({ method: 'POST', reset: true }),
      /A session of casuser may have begun all the same; unused it should end by itself at \d{4}-/,
    ],
  ])('%s', async (_, befall, sentence) => {
    const terminal = openTerminal({ env })
    befall(terminal.cas)
    const { code, json, err } = await terminal.run('expect', server, '--idle', '2h', '--json')
    expect(json()).toMatchObject({ verdict: 'cannot-tell' })
    expect(err).toMatch(sentence)
    expect(code).toBe(3)
    expect(terminal.cas.sessions()).toEqual([])
  })
})

describe('Ctrl-C', () => {
  // Form and password of three cases, looks, uses, and the wait for the end.
  test.each([1, 2, 3, 4, 5, 6, 8, 10, 12, 14])(
    'at request %d: every session is ended, and 130',
    async (at) => {
      const cas = createCas({
        url: server,
        clock: { rate: 20 },
        setup: { policy: { kind: 'primary', timeToKillSeconds: 20, maxTimeToLiveSeconds: 60 } },
      })
      const terminal = openTerminal({ env, cas })
      const { respond } = cas
      let count = 0
      cas.respond = async (request, signal) => {
        const outcome = await respond(request, signal)
        count += 1
        if (count === at) terminal.interrupt()
        return outcome
      }
      const junit = join(terminal.folder, 'junit.xml')
      const args = [
        '--idle',
        '20s',
        '--max',
        '60s',
        '--visit',
        'http://localhost/app',
        '--timeout',
        '600',
      ]
      const { code, err, out } = await terminal.run('expect', server, ...args, '--junit', junit)
      expect(code).toBe(130)
      expect(err).toMatch(/\nsso-pulse: Interrupted\.\n$/)
      expect(err).not.toMatch(/could not be ended/)
      expect(out).toBe('')
      expect(cas.sessions()).toEqual([])
      expect(existsSync(junit)).toBe(false)
    },
  )

  test('where the logout fails: says whose session is left, and until when', async () => {
    const terminal = openTerminal({ env })
    terminal.cas.fail({ path: 'logout', reset: true })
    const running = terminal.run('expect', server, '--idle', '2h')
    while (terminal.cas.sessions().length < 2) await new Promise(setImmediate)
    terminal.interrupt()
    const { code, err } = await running
    expect(err).toMatch(
      /idle: a session of casuser could not be ended with proof; it ends by itself, unused at \d{4}-/,
    )
    expect(code).toBe(130)
  })
})

test('neither the password nor the cookie is ever said', async () => {
  const terminal = openTerminal({ env })
  const { cas } = terminal
  const secrets: string[] = []
  const { respond } = cas
  cas.respond = async (request, signal) => {
    const cookie = /TGC=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
    if (cookie) secrets.push(cookie)
    return respond(request, signal)
  }
  const args = ['--idle', '1h', '--admin', '--json']
  const { out, err } = await terminal.run('expect', server, ...args)
  expect(secrets.length).toBeGreaterThan(2)
  for (const secret of ['Mellon', 'TGT-', 'ST-', ...secrets])
    expect(out + err).not.toContain(secret)
})

import { createCas } from 'sso-pulse/testing'
import { expect, test } from 'vitest'
import { openTerminal, type Terminal, type TerminalOptions } from './terminal.js'

const server = 'https://sso.example.org/cas'

function busyCas(line: '7.2' | '6.6' = '7.2', options: TerminalOptions = {}): Terminal {
  const cas = createCas({ url: server, line })
  for (const user of ['casuser', 'second', 'second']) {
    cas.signIn(user, { browser: null, service: 'http://localhost/app' })
  }
  return openTerminal({ ...options, cas })
}

async function idsOf(terminal: Terminal, ...args: readonly string[]): Promise<readonly string[]> {
  const { sessions } = (await terminal.run('sessions', 'list', server, '--json', ...args)).json()
  return (sessions as { readonly id: string }[]).map(({ id }) => id)
}

test('list: a row a session, ids by their ends', async () => {
  const { code, out } = await busyCas().run('sessions', 'list', server)
  const rows = out.trim().split('\n')
  expect(rows[0]).toMatch(/^user +id +since +time limit +idle limit +uses +applications$/)
  expect(rows[1]).toMatch(
    /^casuser +TGT-\d+-….{4} +\d{4}-\S+Z +\S+Z +\S+Z +1 +http:\/\/localhost\/app$/,
  )
  expect(rows.at(-1)).toBe(`${server}: 3 sessions`)
  expect(code).toBe(0)
})

test('list --user goes by no case; --proxied by who acts', async () => {
  const terminal = busyCas()
  expect(await idsOf(terminal, '--user', 'SECOND')).toHaveLength(2)
  expect(await idsOf(terminal, '--proxied')).toEqual([])
  expect(await idsOf(terminal, '--direct')).toHaveLength(3)
})

test('whole ids are shown only on demand', async () => {
  const terminal = busyCas()
  expect((await idsOf(terminal)).every((id) => /^TGT-\d+-….{4}$/.test(id))).toBe(true)
  expect((await idsOf(terminal, '--show-ids')).every((id) => id.length > 40)).toBe(true)
})

test.each(['7.2', '6.6'] as const)(
  'CAS %s: end --user ends all of his, and no other',
  async (line) => {
    const terminal = busyCas(line)
    const { code, out } = await terminal.run('sessions', 'end', server, '--user', 'Second')
    expect(out).toMatch(/: 2 sessions ended, 0 left\n {2}told: http:\/\/localhost\/app\n/)
    expect(code).toBe(0)
    expect(terminal.cas.sessions().map(({ principal }) => principal)).toEqual(['casuser'])
  },
)

test('end --id takes the id as listed', async () => {
  const terminal = busyCas()
  const [id = ''] = await idsOf(terminal, '--user', 'casuser')
  const { code, json } = await terminal.run('sessions', 'end', server, '--id', id, '--json')
  expect(json()).toMatchObject({ server, ended: 1, left: [] })
  expect(code).toBe(0)
  expect(terminal.cas.sessions()).toHaveLength(2)
  expect((await terminal.run('sessions', 'end', server, '--id', id)).code).toBe(1)
})

test('end --all wants the server typed once more', async () => {
  const terminal = busyCas()
  const refused = await terminal.run('sessions', 'end', server, '--all', '--server', `${server}/`)
  expect(refused.err).toMatch(/confirm it with --server https:\/\/sso\.example\.org\/cas\.\n$/)
  expect(refused.code).toBe(2)
  expect(terminal.cas.sessions()).toHaveLength(3)
  const ended = await terminal.run('sessions', 'end', server, '--all', '--server', server)
  expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('3 sessions ended, 0 left') })
})

test.each([[], ['--user', ' '], ['--user', 'a', '--all'], ['--id', 'x', '--user', 'a']])(
  'end %j: refused, and nothing is asked',
  async (...args) => {
    const terminal = busyCas()
    expect((await terminal.run('sessions', 'end', server, ...args.flat())).code).toBe(2)
    expect(terminal.cas.requests).toEqual([])
  },
)

test('a session that CAS fails to end is told as left, and 1', async () => {
  const terminal = busyCas()
  terminal.cas.fail({ method: 'DELETE', status: 500 })
  const { code, out } = await terminal.run('sessions', 'end', server, '--user', 'second')
  expect(out).toContain('0 sessions ended, 2 left')
  expect(code).toBe(1)
})

test.each([401, 403, 404])(
  'no access (%i): says what the deployer must open, and 3',
  async (status) => {
    const terminal = busyCas()
    terminal.cas.fail({ status })
    const { code, err } = await terminal.run('sessions', 'list', server)
    expect(err).toMatch(/management\.endpoint\.ssoSessions\.access and cas\.monitor\.endpoints/)
    expect(code).toBe(3)
  },
)

test('the administrator comes from the environment, as HTTP Basic', async () => {
  let seen: string | null = null
  const terminal = openTerminal({
    env: { SSO_PULSE_ADMIN_USER: 'root', SSO_PULSE_ADMIN_PASSWORD: 'sé:cret' },
    fetch: async (_, init) => {
      seen = new Headers(init?.headers).get('authorization')
      return Response.json({ activeSsoSessions: [] })
    },
  })
  const { code, out } = await terminal.run('sessions', 'list', server)
  expect(out).toBe(`${server}: 0 sessions\n`)
  expect(code).toBe(0)
  expect(seen).toBe(`Basic ${Buffer.from('root:sé:cret').toString('base64')}`)
})

// The pages for administrators: what they show is what the extension reads, and both schemas agree with it.
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'

vi.mock('webextension-polyfill', () => ({ default: {} }))

const { readSettingsFile, writeSettingsFile } = await import(
  '../../extension/options/settings-file.js'
)
const { parsePolicy } = await import('../../extension/shared/policy.js')
const { readServer, sourceKinds } = await import('../../extension/shared/settings.js')

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const settingsSchema = readJson('docs/settings.schema.json')
const managedSchema = readJson('extension/public/managed-schema.json')
const manifest = readJson('manifest.json')

const isSettingsFile = new Ajv2020().compile(settingsSchema)
const isPolicy = new Ajv2020().compile(managedSchema)
const members = settingsSchema.properties.servers.items.properties

function jsonIn(page: string): readonly unknown[] {
  const blocks = readFileSync(page, 'utf8').matchAll(/```json\n(.*?)```/gs)
  return [...blocks].map(([, block = '']) => JSON.parse(block))
}

const server = {
  url: 'https://sso.example.org/cas',
  name: 'Example University',
  source: 'isloggedin',
}

describe('docs/settings.md', () => {
  const [example] = jsonIn('docs/settings.md')

  test('shows a file that is imported as it stands', () => {
    expect(readSettingsFile(JSON.stringify(example))).toEqual({ ok: true, settings: example })
    expect(isSettingsFile(example)).toBe(true)
  })

  test('names every member that a server can have', () => {
    const page = readFileSync('docs/settings.md', 'utf8')
    for (const member of Object.keys(members)) expect(page).toContain(`\`${member}\``)
  })
})

describe('docs/policy.md', () => {
  const [values, chrome, firefox] = jsonIn('docs/policy.md') as [
    Record<string, unknown>,
    { '3rdparty': { extensions: { '<id>': unknown } } },
    { policies: { '3rdparty': { Extensions: Record<string, unknown> } } },
  ]
  const { lockWarnings: _, ...locked } = values

  test('shows values that all hold', () => {
    expect(parsePolicy(values)).toEqual(locked)
  })

  test.each([
    ['Chrome', chrome['3rdparty'].extensions['<id>']],
    [
      'Firefox',
      firefox.policies['3rdparty'].Extensions[manifest.browser_specific_settings.gecko.id],
    ],
  ])('shows %s a server of its own, and locks it', (_browser, policy) => {
    expect(parsePolicy(policy)).toEqual({ servers: [server], lockServers: true })
    expect(isPolicy(policy)).toBe(true)
  })
})

describe('the schema of the settings file', () => {
  test.each([
    ['url', ''],
    ['name', ''],
    ['source', 'x'],
    ['paused', 'yes'],
    ['endpointPath', '../login'],
    ['cookieName', 'TGC; Path=/'],
    ['cookiePath', 'cas'],
    ['maxTimeToLiveSeconds', 0],
    ['timeToKillSeconds', 1.5],
    ['staleAfterMinutes', 1441],
    ['signOut', 'never'],
    ['redirectParameter', 'a=b'],
    ['stayService', 'javascript:alert(1)'],
    ['touch', false],
    ['administered', false],
  ])('refuses what the import refuses: %s %o', (member, value) => {
    const file = { version: 2, servers: [{ ...server, [member]: value }] }
    expect(readSettingsFile(JSON.stringify(file))).toEqual({ ok: false, member, server: 1 })
    expect(isSettingsFile(file)).toBe(false)
    expect(Object.keys(members)).toContain(member)
  })

  test.each([
    { version: 1, servers: [] },
    { version: 2 },
    { version: 2, servers: [], warnings: { notify: 'yes', minutes: [10] } },
    { version: 2, servers: [], warnings: { notify: true, minutes: [0] } },
    { version: 2, servers: [], warnings: { notify: true } },
  ])('refuses what the import refuses: %o', (file) => {
    expect(readSettingsFile(JSON.stringify(file)).ok).toBe(false)
    expect(isSettingsFile(file)).toBe(false)
  })

  test('whatever is exported fits it, and is imported as it was', () => {
    const text = fc.string({ minLength: 1, maxLength: 30 })
    const optional = fc.record(
      {
        paused: fc.constant(true),
        endpointPath: fc.oneof(fc.constant('api/isloggedin'), text),
        cookieName: text,
        cookiePath: text,
        maxTimeToLiveSeconds: fc.integer(),
        timeToKillSeconds: fc.double(),
        staleAfterMinutes: fc.integer({ min: -1, max: 1500 }),
        signOut: fc.constant('page'),
        redirectParameter: text,
        stayService: fc.webUrl({ withQueryParameters: true }),
        touch: fc.constant(true),
        administered: fc.constant(true),
      },
      { requiredKeys: [] },
    )
    const any = fc.record({ url: fc.webUrl(), name: text, source: fc.constantFrom(...sourceKinds) })
    fc.assert(
      fc.property(any, optional, (needed, more) => {
        const read = readServer({ ...needed, ...more })
        if ('member' in read) return
        const settings = { version: 2, servers: [read] } as const
        const file = writeSettingsFile(settings)
        expect(isSettingsFile(JSON.parse(file))).toBe(true)
        expect(readSettingsFile(file)).toEqual({ ok: true, settings })
      }),
    )
  }, 30_000)
})

test('the schema of the policy tells types only: Chrome drops a whole list for one value that does not fit', () => {
  const schema = JSON.stringify(managedSchema)
  expect(schema).not.toMatch(/"(enum|const|pattern|required|minimum|maximum|minLength|maxLength)":/)
})

test('the schema of the policy knows the members of the settings file, but none can be paused', () => {
  const { paused: _, ...known } = members
  const managed = managedSchema.properties.servers.items.properties
  expect(Object.keys(managed)).toEqual(Object.keys(known))
  for (const member of Object.keys(known)) {
    expect(managed[member].type).toBe(known[member].type)
  }
})

// What the stores are told is what the manifest says and what they accept.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import manifest from '../../manifest.json'

const page = readFileSync('docs/stores.md', 'utf8')
const english = catalog('en')

describe('the page for the stores', () => {
  test.each([
    ['permission', manifest.permissions],
    ['optional, when wanted', manifest.optional_permissions],
    ['optional, per server', manifest.optional_host_permissions],
  ])('has a reason for each %s of the manifest, and for no other', (head, permissions) => {
    expect(permissionsUnder(head)).toEqual(permissions)
  })

  test('gives each reason as a sentence', () => {
    for (const [, reason] of page.matchAll(/^\| `[^`]+` \| ([^|]+) \|$/gm)) {
      expect(reason).toMatch(/^[A-Z].*\.$/)
    }
  })

  test('has the name and the summary of the manifest', () => {
    expect(section('Name')).toBe(english.extension_name?.message)
    expect(section('Summary')).toBe(english.extension_description?.message)
  })

  test('says of the collected data what the manifest says', () => {
    const { required } = manifest.browser_specific_settings.gecko.data_collection_permissions
    expect(required).toEqual(['none'])
    expect(section('Data')).toContain('None is collected')
  })

  test('says of the content security policy what the manifest says', () => {
    const { extension_pages: policy } = manifest.content_security_policy
    const [, told = ''] = /policy is `([^`]+)`/.exec(section('Data')) ?? []
    expect(policy.startsWith(told)).toBe(true)
  })
})

describe.each(readdirSync('extension/public/_locales'))(
  'the words of the manifest in %s',
  (language) => {
    const words = catalog(language)
    const name = words.extension_name?.message ?? ''
    const summary = words.extension_description?.message ?? ''

    test('are short enough for each store', () => {
      expect(name.length).toBeGreaterThan(0)
      expect(name.length).toBeLessThanOrEqual(45)
      expect(summary.length).toBeGreaterThan(0)
      expect(summary.length).toBeLessThanOrEqual(132)
    })

    test('name no browser, as Edge asks', () => {
      expect(`${name} ${summary}`).not.toMatch(/chrome|edge|firefox/i)
    })
  },
)

test('the description for the stores names no browser either', () => {
  expect(section('Description')).not.toMatch(/chrome|edge|firefox/i)
})

test('the privacy page knows both places where something is stored', () => {
  const privacy = readFileSync('docs/privacy.md', 'utf8')
  expect(privacy).toContain('`storage.local`')
  expect(privacy).toContain('`storage.session`')
})

function catalog(language: string): Record<string, { readonly message: string }> {
  const path = `extension/public/_locales/${language}/messages.json`
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** What stands below a heading, up to the next one. */
function section(heading: string): string {
  const [, rest = ''] = page.split(`\n## ${heading}\n`)
  return rest.split('\n## ')[0]?.trim() ?? ''
}

function permissionsUnder(head: string): string[] {
  const [, rest = ''] = page.split(`\n| ${head} | why it is asked for |\n`)
  const [table = ''] = rest.split('\n\n')
  return [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, permission = '']) => permission)
}

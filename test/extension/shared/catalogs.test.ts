// Texts are data: every language says everything, with the same blanks, and nothing that nobody says.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createSay } from '../../../extension/shared/say.js'
import { catalogs, messageOf } from '../speech.js'

const root = new URL('../../../', import.meta.url)
const keys = Object.keys(catalogs.en)

function sources(folder: string): string[] {
  return readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return sources(path)
    return /\.tsx?$/.test(entry.name) ? [readFileSync(new URL(path, root), 'utf8')] : []
  })
}

test('a catalog for each folder of _locales', () => {
  expect(readdirSync(new URL('extension/public/_locales', root)).sort()).toEqual(['de', 'en'])
})

test('every text is used', () => {
  const manifest = readFileSync(new URL('manifest.json', root), 'utf8')
  const code = sources('extension').join('\n')
  const unused = keys.filter(
    (key) => !code.includes(`'${key}'`) && !manifest.includes(`__MSG_${key}__`),
  )
  expect(unused).toEqual([])
})

test.each(['de', 'made-up'] as const)('%s says everything that English says', (language) => {
  expect(Object.keys(catalogs[language]).sort()).toEqual([...keys].sort())
})

test.each(['en', 'de', 'made-up'] as const)(
  '%s leaves no blank out and fills none twice',
  (language) => {
    for (const [key, { message, placeholders = {} }] of Object.entries(catalogs[language])) {
      const blanks = [...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => name)
      expect([...blanks].sort(), key).toEqual(Object.keys(placeholders).sort())
      expect(placeholders, key).toEqual(catalogs.en[key]?.placeholders ?? {})
      expect(message.trim(), key).toBe(message)
      expect(message, key).not.toBe('')
    }
  },
)

test('stores cut longer descriptions off, and Edge forbids naming another browser', () => {
  for (const language of ['en', 'de'] as const) {
    const description = catalogs[language].extension_description?.message ?? ''
    expect(description.length).toBeLessThanOrEqual(132)
    expect(description).not.toMatch(/chrome/i)
  }
})

test('the made-up language is longer, and runs from right to left', () => {
  const { direction, sign_out: signOut } = catalogs['made-up']
  expect(direction?.message).toBe('rtl')
  expect(signOut?.message).toMatch(/^[\u0590-\u05ff ]+$/)
  expect(signOut?.message.length).toBeGreaterThan(catalogs.en.sign_out?.message.length ?? 0)
})

test.each([
  ['en-GB', 'en', '17:30'],
  ['en-US', 'en', '5:30 PM'],
  ['fr', 'en', '5:30 PM'],
  ['de-AT', 'de', '17:30'],
] as const)(
  'a browser that speaks %s writes the time as the %s catalog does',
  (uiLanguage, language, time) => {
    const spoken = createSay({
      getMessage: (key, substitutions) => messageOf(catalogs[language], key, substitutions),
      uiLanguage,
    })
    expect(spoken.time(new Date(2026, 0, 1, 17, 30).getTime()).replace(/\s/g, ' ')).toBe(time)
  },
)

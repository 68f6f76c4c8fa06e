// Texts are data: every language says everything, with the same blanks, and nothing that nobody says.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createSay } from '../../../extension/shared/say.js'
import { catalogs, languages, messageOf } from '../speech.js'

const root = new URL('../../../', import.meta.url)
const keys = Object.keys(catalogs.en)

/** No words of a language, but names, addresses, blanks and what programs read. */
const sameEverywhere = [
  'extension_name',
  'direction',
  'date_time',
  'with_status',
  'address_example',
  'session_limit_at',
]
/** Words that another language has, too. */
const sameWords: Readonly<Record<string, readonly string[]>> = {
  de: ['details', 'detail_server', 'title_of_server', 'timeline_filter'],
  fr: ['minutes'],
  es: ['title_of_server'],
}

/** Longest of each manifest text: Chrome's documents for `name` and `description`, which Edge and Mozilla follow. */
const longest = { extension_name: 75, extension_description: 132 } as const

function sources(folder: string): string[] {
  return readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return sources(path)
    return /\.tsx?$/.test(entry.name) ? [readFileSync(new URL(path, root), 'utf8')] : []
  })
}

test('a catalog for each folder of _locales', () => {
  expect(readdirSync(new URL('extension/public/_locales', root)).sort()).toEqual(
    [...languages].sort(),
  )
})

test('every text is used', () => {
  const manifest = readFileSync(new URL('manifest.json', root), 'utf8')
  const code = sources('extension').join('\n')
  const unused = keys.filter(
    (key) => !code.includes(`'${key}'`) && !manifest.includes(`__MSG_${key}__`),
  )
  expect(unused).toEqual([])
})

test.each(['de', 'fr', 'es', 'made-up'] as const)(
  '%s says everything that English says, in the same order, and nothing else',
  (language) => {
    expect(Object.keys(catalogs[language])).toEqual(keys)
  },
)

test.each(['de', 'fr', 'es'] as const)('%s leaves nothing in English', (language) => {
  const same = keys.filter((key) => catalogs[language][key]?.message === catalogs.en[key]?.message)
  expect(same.sort()).toEqual([...sameEverywhere, ...(sameWords[language] ?? [])].sort())
})

test.each(languages)('%s calls itself by its tag', (language) => {
  expect(catalogs[language].language?.message).toBe(language)
})

test('French has no-break spaces where its punctuation asks for spaces', () => {
  for (const [key, { message }] of Object.entries(catalogs.fr)) {
    expect(message, key).not.toMatch(/ [:;?!»]|« |[^\s\u00a0][;?!»](?!\w)/)
  }
})

test.each([...languages, 'made-up'] as const)(
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

test('stores cut longer names and descriptions off, and Edge forbids naming another browser', () => {
  for (const language of languages) {
    for (const [key, length] of Object.entries(longest)) {
      const text = catalogs[language][key]?.message ?? ''
      expect(text.length, `${language} ${key}`).toBeLessThanOrEqual(length)
      expect(text).not.toMatch(/chrome/i)
    }
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
  ['pt', 'en', '5:30 PM'],
  ['fr-CH', 'fr', '17:30'],
  ['es', 'es', '17:30'],
  ['es-MX', 'es', '5:30 p.m.'],
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

// Each picture that a page shows is there and is told in words; none lies there that no page shows.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const pages = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter((path) =>
  path.endsWith('.md'),
)
const text = pages.map((path) => readFileSync(path, 'utf8')).join('\n')

test('what lies in docs/screenshots is what the pages show', () => {
  const shown = text.match(/(?<=screenshots\/)[\w-]+\.png/g) ?? []
  expect(readdirSync('docs/screenshots').sort()).toEqual([...new Set(shown)].sort())
})

test('each picture has a text for those who do not see it', () => {
  const pictures = text.match(/<img [^>]*>|!\[[^\]]*\]/g) ?? []
  const silent = pictures.filter((picture) => !/alt="[^"]{8,}"|!\[[^\]]{8,}\]/.test(picture))
  expect(pictures.length).toBeGreaterThan(0)
  expect(silent).toEqual([])
})

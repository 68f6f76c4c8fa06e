// The examples of the pages are TypeScript: strict, as the project is. Vue's own files have a checker of their own.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { examplesIn, nameOf, withJsx } from './markdown-examples.js'

mkdirSync('dist', { recursive: true })
// Inside the repository, where its packages are found.
const folder = mkdtempSync('dist/docs-')
afterAll(() => rmSync(folder, { recursive: true }))

test('every example type-checks', { timeout: 60_000 }, () => {
  const pages = ['README.md', ...readdirSync('docs').map((file) => `docs/${file}`)]
  for (const page of pages.filter((file) => file.endsWith('.md'))) {
    const home = join(folder, basename(page, '.md'))
    mkdirSync(home)
    const text = readFileSync(page, 'utf8')
    for (const [index, block] of examplesIn(text).entries()) {
      writeFileSync(join(home, nameOf(block) ?? `${index}.ts`), block)
    }
    for (const [index, block] of examplesIn(text, 'tsx').entries()) {
      writeFileSync(join(home, `${index}.tsx`), withJsx(block))
    }
  }
  const project = { extends: resolve('tsconfig.json'), include: ['**/*.ts', '**/*.tsx'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project))
  const tsc = ['node_modules/typescript/bin/tsc', '-p', folder]
  const { stdout } = spawnSync(process.execPath, tsc, { encoding: 'utf8' })
  expect(stdout).toBe('')
})

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pageScripts, staticImports, typeImports } from '../../scripts/build/imports.js'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sso-pulse-imports-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('what a file loads is found through every import, each file once', async () => {
  await writeFile(join(folder, 'loader.js'), `import './a.js';\n`)
  await writeFile(
    join(folder, 'a.js'),
    `import { b as c,\n d } from "./b.js"\nexport { x } from './c.js'\n`,
  )
  await writeFile(join(folder, 'b.js'), `import * as a from './a.js'\nimport preact from 'preact'`)
  await writeFile(join(folder, 'c.js'), `const text = 'from'`)
  expect(await staticImports(folder, 'loader.js')).toEqual(['loader.js', 'a.js', 'b.js', 'c.js'])
})

test('declarations lead to declarations, however they name them', async () => {
  await writeFile(join(folder, 'a.d.ts'), `export type * from './b.js'\nimport 'preact'\n`)
  await mkdir(join(folder, 'inner'))
  await writeFile(join(folder, 'b.d.ts'), `export declare const c: import("./inner/c.js").C\n`)
  await writeFile(join(folder, 'inner/c.d.ts'), `import { A } from '../a.js'\n`)
  await writeFile(join(folder, 'd.d.ts'), '')
  const found = await typeImports(folder, ['a.d.ts'])
  expect(found).toEqual(['a.d.ts', 'b.d.ts', 'inner/c.d.ts'])
})

test('the scripts of a page are paths below the folder', async () => {
  await writeFile(
    join(folder, 'popup.html'),
    '<script type="module" crossorigin src="/assets/popup.js"></script><script src="./x.js">',
  )
  expect(await pageScripts(folder, 'popup.html')).toEqual(['assets/popup.js', 'x.js'])
})

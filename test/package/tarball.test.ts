// What is published: exactly what its users need, for every tool that reads packages.
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { expect, test } from 'vitest'
import { readEntries, sdkFolder } from '../../scripts/build/entries.js'
import { staticImports, typeImports } from '../../scripts/build/imports.js'
import { packedOnce } from './packed.js'

const leftover = `${sdkFolder}/leftover.js`
const packed = packedOnce(() => writeFileSync(leftover, '// of an older build'))

test('it is built when it is packed: nothing of an older build is left in it', () => {
  expect(packed().files).not.toContain(leftover)
})

test('in it: who made it and what it is, what the entry points lead to, and the command; nothing else', async () => {
  const { modules, files, command } = await readEntries()
  const names = modules.map(({ name }) => name)
  const scripts = names.map((name) => staticImports(sdkFolder, `${name}.js`))
  const types = typeImports(
    sdkFolder,
    names.map((name) => `${name}.d.ts`),
  )
  const reachable = new Set([
    ...(await Promise.all(scripts)).flat(),
    ...(await types),
    ...files,
    ...command,
  ])
  const built = [...reachable].map((file) => `${sdkFolder}/${file}`)
  expect(packed().files).toEqual(['LICENSE', 'README.md', 'package.json', ...built].sort())
})

test('no file names a folder of this machine, a source map, or a module that is not in it', () => {
  const { folder, tarball, files } = packed()
  execFileSync('tar', ['-xzf', tarball, '-C', folder])
  const readable = files.filter((file) => /\.(js|ts)$/.test(file))
  expect(readable.length).toBeGreaterThan(20)
  for (const file of readable) {
    const text = readFileSync(join(folder, 'package', file), 'utf8')
    expect(text, file).not.toContain(process.cwd())
    expect(text, file).not.toMatch(/sourceMappingURL|node_modules|\/\/#region .*\.\.\//)
  }
})

test('the command brings the licence of all that is bundled into it', async () => {
  const [script, licences] = (await readEntries()).command
  const kept = readFileSync(join(sdkFolder, licences), 'utf8')
  const parts = kept.split(/^## /m).slice(1)
  const named = parts.map((part) => /^(\S+) - \S+ \((?:MIT|BSD-[23]-Clause)\)$/m.exec(part)?.[1])
  const bundled = ['commander', 'entities', 'parse5', 'tldts', 'tldts-core', 'tough-cookie']
  expect(named.sort()).toEqual(['@xmldom/xmldom', ...bundled])
  for (const part of parts) expect(part).toMatch(/Copyright.*(Permission|Redistribution)/s)
  expect(readFileSync(join(sdkFolder, script), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
})

test('it has no dependency', () => {
  const { dependencies = {} } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(dependencies).toEqual({})
})

test('publint has nothing to say', async () => {
  const bytes = readFileSync(packed().tarball)
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true })
  expect(pkg.name).toBe('sso-pulse')
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
})

test('attw: the types of every entry point are right for Node and for bundlers', () => {
  const attw = 'node_modules/@arethetypeswrong/cli/dist/index.js'
  const ran = spawnSync(process.execPath, [attw, packed().tarball, '--profile', 'esm-only'], {
    encoding: 'utf8',
  })
  expect(ran.status, ran.stdout + ran.stderr).toBe(0)
})

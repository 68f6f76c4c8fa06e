// Builds the SDK: an ES module and its types for each entry point of package.json, the one file for a script tag, and the command line.
import { spawnSync } from 'node:child_process'
import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { commandBuild, scriptBuild, sdkBuild } from '../../vite.config.js'
import { readEntries, sdkFolder } from './entries.js'
import { typeImports } from './imports.js'

/** Of all entry points the one that is no module. */
const script = 'script'

/** What a page loads by a script tag. */
export const scriptFile = `${sdkFolder}/${script}.js`

/** Resolves to the folder of the built SDK. */
export async function buildSdk(): Promise<string> {
  const { modules, files, command } = await readEntries()
  const sources = Object.fromEntries(modules.map(({ name }) => [name, `sdk/${name}.ts`]))
  const { [script]: scriptSource = '', ...moduleSources } = sources
  await build(sdkBuild(moduleSources, sdkFolder))
  await build(scriptBuild(scriptSource, sdkFolder))
  await build(commandBuild('sdk/cli/cli.ts', sdkFolder, ...command))
  await emitTypes(Object.values(sources))
  await removeInnerTypes(Object.keys(sources).map((name) => `${name}.d.ts`))
  await Promise.all(files.map((file) => copyFile(`sdk/${file}`, `${sdkFolder}/${file}`)))
  return sdkFolder
}

/** TypeScript writes them from the entry points alone, so that no test or script is described. */
async function emitTypes(sources: readonly string[]): Promise<void> {
  const folder = await mkdtemp('dist/types-')
  try {
    const project = {
      extends: resolve('tsconfig.json'),
      compilerOptions: {
        noEmit: false,
        declaration: true,
        emitDeclarationOnly: true,
        rootDir: resolve('sdk'),
        outDir: resolve(sdkFolder),
      },
      include: [],
      files: sources.map((source) => resolve(source)),
    }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(project))
    const tsc = ['node_modules/typescript/bin/tsc', '-p', folder]
    const ran = spawnSync(process.execPath, tsc, { stdio: 'inherit' })
    if (ran.status !== 0) throw new Error('The types of the SDK could not be written.')
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** TypeScript describes every source; what no entry point's types lead to is of no use to anybody. */
async function removeInnerTypes(entries: readonly string[]): Promise<void> {
  const reachable = await typeImports(sdkFolder, entries)
  const emitted = await readdir(sdkFolder, { recursive: true })
  const inner = emitted
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.d.ts') && !reachable.includes(file))
  await Promise.all(inner.map((file) => rm(join(sdkFolder, file))))
}

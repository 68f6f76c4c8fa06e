// Builds the SDK: an ES module and its types for each entry point of package.json.
import { spawnSync } from 'node:child_process'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { sdkBuild } from '../../vite.config.js'

const outDir = 'dist/sdk'

interface Package {
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>
}

/** Resolves to the folder of the built SDK. */
export async function buildSdk(): Promise<string> {
  const { exports }: Package = JSON.parse(await readFile('package.json', 'utf8'))
  const targets = Object.values(exports)
    .map((target) => (typeof target === 'string' ? target : target.default))
    .filter((target) => target.startsWith(`./${outDir}/`))
    .map((target) => target.slice(`./${outDir}/`.length))
  const modules = targets.filter((target) => target.endsWith('.js'))
  const entries = modules.map((target): [string, string] => {
    const name = target.slice(0, -'.js'.length)
    return [name, `sdk/${name}.ts`]
  })
  await build(sdkBuild(Object.fromEntries(entries), outDir))
  await emitTypes(entries.map(([, source]) => source))
  const copied = targets.filter((target) => !target.endsWith('.js'))
  await Promise.all(copied.map((file) => copyFile(`sdk/${file}`, `${outDir}/${file}`)))
  return outDir
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
        outDir: resolve(outDir),
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

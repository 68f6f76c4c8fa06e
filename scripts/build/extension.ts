// Builds the extension for one browser, and proves that its background can start.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { extensionBuild, type LoopbackGrant, type Target } from '../../vite.config.js'
import { releaseFolder } from './folders.js'
import { staticImports } from './imports.js'

export interface ExtensionBuildOptions {
  /** Default: `dist/<browser>`, the released extension. */
  readonly outDir?: string
  readonly loopback?: LoopbackGrant
}

/** Resolves to the folder that a browser can load. */
export async function buildExtension(
  target: Target,
  { outDir = releaseFolder[target], loopback }: ExtensionBuildOptions = {},
): Promise<string> {
  await build(extensionBuild(target, outDir, loopback))
  await refuseDynamicImports(outDir)
  return outDir
}

/** A service worker may not use `import()`: the browser would refuse the whole background. */
async function refuseDynamicImports(folder: string): Promise<void> {
  for (const file of await staticImports(folder, await backgroundEntry(folder))) {
    if (/\bimport\s*\(/.test(await readFile(join(folder, file), 'utf8'))) {
      throw new Error(`${file} is part of the background and uses import(), which no worker may.`)
    }
  }
}

interface BuiltManifest {
  readonly background?: { readonly service_worker?: string; readonly scripts?: readonly string[] }
}

/** The file that the browser starts as the background. */
export async function backgroundEntry(folder: string): Promise<string> {
  const manifest: BuiltManifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
  const entry = manifest.background?.service_worker ?? manifest.background?.scripts?.[0]
  if (entry === undefined) throw new Error(`${folder}/manifest.json names no background.`)
  return entry
}

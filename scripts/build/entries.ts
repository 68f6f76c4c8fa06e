// What the package offers, as package.json's `exports` and `bin` say: nothing else keeps a list of it.
import { readFile } from 'node:fs/promises'

export const sdkFolder = 'dist/sdk'

/** A module that is imported by its name, with types. */
export interface ModuleEntry {
  /** As importers write it, e.g. `sso-pulse/testing/node`. */
  readonly specifier: string
  /** Its file in the built folder and its source, without the ending: `testing/node`. */
  readonly name: string
}

export interface Entries {
  readonly modules: readonly ModuleEntry[]
  /** Taken as they are, e.g. `openapi.json`. */
  readonly files: readonly string[]
  /** The command line, and the licences of what is in it. */
  readonly command: readonly [script: string, licences: string]
}

interface Package {
  readonly name: string
  readonly bin: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>
}

export async function readEntries(): Promise<Entries> {
  const { name, bin, exports }: Package = JSON.parse(await readFile('package.json', 'utf8'))
  const modules: ModuleEntry[] = []
  const files: string[] = []
  for (const [entry, target] of Object.entries(exports)) {
    if (typeof target !== 'string') {
      const specifier = name + entry.slice(1)
      modules.push({ specifier, name: fileOf(target.default).slice(0, -'.js'.length) })
    } else if (target !== './package.json') files.push(fileOf(target))
  }
  const script = fileOf(`./${bin[name]}`)
  return { modules, files, command: [script, script.replace(/\.js$/, '.licenses.md')] }
}

function fileOf(target: string): string {
  const prefix = `./${sdkFolder}/`
  if (target.startsWith(prefix)) return target.slice(prefix.length)
  throw new Error(`package.json exports ${target}, which is not in ${sdkFolder}.`)
}

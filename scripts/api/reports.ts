// The public API of each entry point as one text, from the types of the built SDK: what a reviewer of a change reads.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor'
import { type ModuleEntry, readEntries, sdkFolder } from '../build/entries.js'

export const reportFolder = 'docs/api'

/** The text of each report by its path. */
export async function apiReports(): Promise<ReadonlyMap<string, string>> {
  const { modules } = await readEntries()
  const folder = await mkdtemp('dist/api-')
  try {
    const reports = modules.map((entry) => ({ entry, config: configOf(entry, folder) }))
    const [first, ...others] = reports.map(({ config }) => config)
    if (!first) throw new Error('package.json exports no module.')
    const compilerState = CompilerState.create(first, {
      additionalEntryPoints: others.map((config) => config.mainEntryPointFilePath),
    })
    const texts = new Map<string, string>()
    for (const { entry, config } of reports) {
      extract(entry, config, compilerState)
      const types = await readFile(config.untrimmedFilePath, 'utf8')
      const parts = [`// ${entry.specifier}\n`, types, ...(await globalsOf(config))]
      texts.set(`${reportFolder}/${fileOf(entry)}`, parts.join('\n'))
    }
    return texts
  } finally {
    await rm(folder, { recursive: true })
  }
}

function fileOf({ name }: ModuleEntry): string {
  return `${name.replaceAll('/', '-')}.d.ts`
}

function extract(
  { specifier }: ModuleEntry,
  config: ExtractorConfig,
  compilerState: CompilerState,
): void {
  const messages: string[] = []
  const { succeeded } = Extractor.invoke(config, {
    compilerState,
    localBuild: true,
    messageCallback(message) {
      message.handled = true
      if (message.logLevel === 'error') messages.push(message.text)
    },
  })
  if (!succeeded) throw new Error(`${specifier} has no API report: ${messages.join(' ')}`)
}

/** API Extractor leaves out what an entry point declares for everybody. */
async function globalsOf({ mainEntryPointFilePath }: ExtractorConfig): Promise<readonly string[]> {
  const types = await readFile(mainEntryPointFilePath, 'utf8')
  return types.match(/^declare global \{\n.*?^\}\n/gms) ?? []
}

/** One file with everything that the entry point's types lead to, sorted by name, and nothing of this machine in it. */
function configOf(entry: ModuleEntry, folder: string): ExtractorConfig {
  return ExtractorConfig.prepare({
    packageJsonFullPath: resolve('package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: process.cwd(),
      mainEntryPointFilePath: resolve(sdkFolder, `${entry.name}.d.ts`),
      newlineKind: 'lf',
      compiler: { overrideTsconfig: { compilerOptions } },
      dtsRollup: { enabled: true, untrimmedFilePath: resolve(join(folder, fileOf(entry))) },
      apiReport: { enabled: false },
      docModel: { enabled: false },
      tsdocMetadata: { enabled: false },
    },
  })
}

/** API Extractor brings a TypeScript of its own, which shall read nothing but these types. */
const compilerOptions = {
  target: 'ES2022',
  module: 'ESNext',
  moduleResolution: 'Bundler',
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  types: ['node'],
  strict: true,
  skipLibCheck: true,
}

// Builds small programs as an application would and weighs them, and the built extension's scripts.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { build, type Plugin, type Rolldown } from 'vite'
import { frameworks } from '../../vite.config.js'
import { backgroundEntry, buildExtension } from '../build/extension.js'
import { pageScripts, staticImports } from '../build/imports.js'
import { buildSdk, scriptFile } from '../build/sdk.js'
import type { Size } from './budget.js'

interface Program {
  readonly name: string
  readonly budget: number
  readonly code: string
  /** What the application loads anyway: only the difference counts. */
  readonly besides?: string
}

const core = `export { endOf, watchSession } from 'sso-pulse'`
const remaining = `export { remaining } from 'sso-pulse/remaining'`
const shown = `${remaining}; export { face } from 'sso-pulse/face'`

/** What an application downloads for a given use of the published SDK. */
export const programs: readonly [watch: Program, ...others: Program[]] = [
  {
    name: 'sdk: watch one session',
    budget: 3_800,
    code: `
      import { watch } from 'sso-pulse/watch'
      const session = watch('https://sso.example.org/cas')
      session.subscribe((state) => { document.title = state.status })
      session.on('ended', ({ reason }) => { document.title = reason })`,
  },
  {
    name: 'sdk: watch, warn, renew and sign out',
    budget: 4_500,
    code: `
      import { watchSession } from 'sso-pulse'
      const session = watchSession('https://sso.example.org/cas')
      session.subscribe((state) => { document.title = state.status })
      session.on('ended', ({ reason }) => { document.title = reason })`,
  },
  { name: 'sdk: the whole core', budget: 4_500, code: `export * from 'sso-pulse'` },
  {
    name: 'sdk: remaining, on top of the core',
    budget: 300,
    code: `${remaining}; ${core}`,
    besides: core,
  },
  ...['react', 'preact', 'vue'].map((framework) => ({
    name: `sdk: ${framework} with remaining, on top of the core`,
    budget: 400,
    code: `export { useRemaining, useSession } from 'sso-pulse/${framework}'; ${core}`,
    besides: core,
  })),
  {
    name: 'sdk: element, on top of the core, face and remaining',
    budget: 1_000,
    code: `import 'sso-pulse/element'; ${shown}; ${core}`,
    besides: `${shown}; ${core}`,
  },
  {
    name: 'sdk: element, alone on its page',
    budget: 6_100,
    code: `import 'sso-pulse/element'`,
  },
]

const script = { name: 'sdk: one file for a script tag', budget: 7_500 }
const popup = { name: 'extension: popup', budget: 25_000, page: 'extension/popup/popup.html' }
const background = { name: 'extension: background', budget: 15_000 }

/** Weighs what is published: both packages are built first. */
export async function weighAll(): Promise<readonly Size[]> {
  const sdk = await buildSdk()
  const sizes: Size[] = []
  const weigh = (code: string) => weighProgram(code, sdk)
  for (const { name, budget, code, besides } of programs) {
    const bytes = (await weigh(code)) - (besides === undefined ? 0 : await weigh(besides))
    sizes.push({ name, budget, bytes })
  }
  sizes.push({ ...script, bytes: brotliBytes(await readFile(scriptFile, 'utf8')) })
  const folder = await buildExtension('chrome')
  sizes.push({
    name: popup.name,
    budget: popup.budget,
    bytes: await weighScripts(folder, await pageScripts(folder, popup.page)),
  })
  sizes.push({
    name: background.name,
    budget: background.budget,
    bytes: await weighScripts(folder, [await backgroundEntry(folder)]),
  })
  return sizes
}

function brotliBytes(code: string): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  return brotliCompressSync(code, { params }).byteLength
}

/** @param sdk the folder of the built SDK */
export async function weighProgram(code: string, sdk: string): Promise<number> {
  return brotliBytes(await buildProgram(code, sdk))
}

async function buildProgram(code: string, sdk: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [programPlugin(code, sdk)],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: programId,
        external: [...frameworks],
        preserveEntrySignatures: 'strict',
      },
    },
  })
  const [output] = [built].flat() as Rolldown.RolldownOutput[]
  const chunks = output?.output.filter((file) => file.type === 'chunk') ?? []
  return chunks.map((chunk) => chunk.code).join('\n')
}

const programId = 'program.js'

function programPlugin(code: string, sdk: string): Plugin {
  return {
    name: 'program',
    enforce: 'pre',
    resolveId(id) {
      if (id === programId) return `\0${programId}`
      const [, entry = ''] = /^sso-pulse(?:\/(.+))?$/.exec(id) ?? []
      if (!id.startsWith('sso-pulse')) return null
      return this.resolve(join(process.cwd(), sdk, `${entry || 'index'}.js`))
    },
    load: (id) => (id === `\0${programId}` ? code : null),
  }
}

/** Each file is a download of its own; one that several scripts share counts once. */
async function weighScripts(folder: string, entries: readonly string[]): Promise<number> {
  const files = await Promise.all(entries.map((entry) => staticImports(folder, entry)))
  const codes = [...new Set(files.flat())].map((file) => readFile(join(folder, file), 'utf8'))
  return (await Promise.all(codes)).reduce((total, code) => total + brotliBytes(code), 0)
}

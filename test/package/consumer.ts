// A project of somebody who has installed the packed package: the small applications of test/package/apps, and nothing of ours.
import { spawn } from 'node:child_process'
import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { type Packed, runNpm } from './packed.js'

const apps = 'test/package/apps'

/** Taken from this checkout, so that no network is needed: what the applications bring along. */
const brought = [
  'preact',
  'react',
  'react-dom',
  'vue',
  '@types/node',
  '@types/react',
  '@types/react-dom',
]

export class Consumer {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  /** Runs a tool of this checkout there, as its own; rejects with what the tool had to say. */
  async run(tool: string, ...args: readonly string[]): Promise<void> {
    const program = tool === 'node' ? [] : [resolve('node_modules', tool)]
    // Vitest's own environment would make these builds for tests.
    const { NODE_ENV: _, VITEST: __, ...env } = process.env
    const child = spawn(process.execPath, [...program, ...args], { cwd: this.folder, env })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk
      })
    }
    const code = await new Promise((done) => child.once('exit', done))
    if (code !== 0) throw new Error(`${tool} ${args.join(' ')} failed:\n${said}`)
  }

  async write(file: string, text: string): Promise<void> {
    await writeFile(join(this.folder, file), text)
  }
}

export async function appNames(): Promise<readonly string[]> {
  const entries = await readdir(apps, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

/** Installs the tarball into a new folder, without asking any registry. */
export async function createConsumer({ folder: own, tarball }: Packed): Promise<Consumer> {
  const folder = join(own, 'consumer')
  await cp(apps, folder, { recursive: true })
  const dependencies = { 'sso-pulse': `file:../${basename(tarball)}` }
  const manifest = { private: true, type: 'module', dependencies }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
  const quiet = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock']
  runNpm(['install', ...quiet], folder)
  await mkdir(join(folder, 'node_modules/@types'), { recursive: true })
  for (const name of brought) {
    const target = join(folder, 'node_modules', name)
    await symlink(resolve('node_modules', name), target, 'junction')
  }
  return new Consumer(folder)
}

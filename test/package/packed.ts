// The package as `npm pack` makes it, in a folder that is gone when the test file has ended.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'

export interface Packed {
  /** An empty folder of the test's own. */
  readonly folder: string
  readonly tarball: string
  /** What is in it, e.g. `dist/sdk/index.js`. */
  readonly files: readonly string[]
}

/** Windows can't start npm's script without a shell. */
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'

export function runNpm(args: readonly string[], cwd = process.cwd()): string {
  const shell = process.platform === 'win32'
  return execFileSync(npm, args, { cwd, shell, encoding: 'utf8', stdio: 'pipe' })
}

/** @param before what is done to the checkout first */
export function packedOnce(before: () => void = () => {}): () => Packed {
  let packed: Packed | undefined
  let folder: string | undefined
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sso-pulse-package-'))
    before()
    // What `prepack` prints stands before the JSON.
    const told = runNpm(['pack', '--json', '--pack-destination', folder])
    const [{ filename, files }] = JSON.parse(told.slice(told.indexOf('[\n')))
    packed = {
      folder,
      tarball: join(folder, filename),
      files: files.map(({ path }: { readonly path: string }) => path).sort(),
    }
  })
  afterAll(() => {
    if (folder) rmSync(folder, { recursive: true, force: true })
  })
  return () => {
    if (!packed) throw new Error('Nothing was packed.')
    return packed
  }
}

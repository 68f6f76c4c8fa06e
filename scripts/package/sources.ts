// What git tracks, as it lies in the folder that was built from.
import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { ArchivedFile } from './archive.js'

/** Rejects where there is no git, or no clone. */
export async function trackedFiles(): Promise<readonly ArchivedFile[]> {
  return Promise.all(
    git('ls-files', '--stage', '-z')
      .split('\0')
      .filter((line) => line !== '')
      .map(async (line) => {
        const [, mode = '', name = ''] = /^(\d+) \w+ \d+\t(.+)$/s.exec(line) ?? []
        return { name, content: await readFile(name), executable: mode === '100755' }
      }),
  )
}

/** What differs from the last commit, a path each. */
export function uncommitted(): readonly string[] {
  return git('status', '--porcelain', '-z')
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => line.slice(3))
}

function git(...args: readonly string[]): string {
  try {
    return execFileSync('git', args, { encoding: 'utf8', maxBuffer: 1e8, stdio: 'pipe' })
  } catch {
    throw new Error(
      'The source archive holds what git tracks: this folder is no clone, or has no git.',
    )
  }
}

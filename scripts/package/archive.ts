// Zip archives that are the same bytes wherever and whenever they are made.
import { readdir, readFile } from 'node:fs/promises'
import { join, posix, relative, sep } from 'node:path'
import { type Zippable, zipSync } from 'fflate'

export interface ArchivedFile {
  /** With slashes, relative to the archive's root. */
  readonly name: string
  readonly content: Uint8Array
  readonly executable?: boolean
}

const unix = 3

export function archive(files: readonly ArchivedFile[]): Uint8Array {
  const zippable: Zippable = {}
  // The earliest that a zip can tell, as local time: the format knows no time zones.
  const mtime = new Date(1980, 0, 1)
  // By code unit: an order of the machine's language would differ.
  for (const { name, content, executable } of files.toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const mode = executable ? 0o100755 : 0o100644
    zippable[name] = [content, { level: 9, mtime, os: unix, attrs: mode << 16 }]
  }
  return zipSync(zippable)
}

/** All files of a folder and the folders in it. */
export async function filesIn(folder: string): Promise<readonly ArchivedFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name)
        const name = relative(folder, path).split(sep).join(posix.sep)
        return { name, content: await readFile(path) }
      }),
  )
}

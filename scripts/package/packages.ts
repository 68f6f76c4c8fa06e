// The three archives of a release: the extension for Chrome and Edge, for Firefox, and the sources that AMO asks for.
import { readFile } from 'node:fs/promises'
import { buildExtension } from '../build/extension.js'
import { type ArchivedFile, archive, filesIn } from './archive.js'
import { reasonNotToPublish } from './publishable.js'
import { trackedFiles } from './sources.js'

export const packageNames = ['chrome', 'firefox', 'source'] as const
export type PackageName = (typeof packageNames)[number]

export interface Package {
  /** Of the file. */
  readonly name: string
  readonly content: Uint8Array
}

/** Builds what is asked for first: an archive never holds an older build. */
export async function makePackage(name: PackageName): Promise<Package> {
  const { version } = JSON.parse(await readFile('package.json', 'utf8'))
  const files =
    name === 'source'
      ? await trackedFiles()
      : await publishable(await buildExtension(name), version)
  return { name: `sso-pulse-${version}-${name}.zip`, content: archive(files) }
}

/** Rejects with the reason where the build in this folder is none to publish. */
export async function publishable(
  folder: string,
  version: string,
): Promise<readonly ArchivedFile[]> {
  const files = await filesIn(folder)
  const reason = reasonNotToPublish(files, version)
  if (reason !== undefined) throw new Error(`${folder} is not packaged. ${reason}`)
  return files
}

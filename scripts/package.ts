// `npm run package [chrome | firefox | source …]`: the archives for the stores in dist/packages, and their digests.
import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { makePackage, type PackageName, packageNames } from './package/packages.js'
import { uncommitted } from './package/sources.js'

const folder = 'dist/packages'

export async function main(args: readonly string[]): Promise<number> {
  const unknown = args.find((name) => !packageNames.some((known) => known === name))
  if (unknown !== undefined) {
    console.error(`There is no package "${unknown}": name ${packageNames.join(', ')} or none.`)
    return 2
  }
  const names = args.length > 0 ? (args as PackageName[]) : packageNames
  try {
    await mkdir(folder, { recursive: true })
    for (const name of names) {
      const { name: file, content } = await makePackage(name)
      await writeFile(`${folder}/${file}`, content)
      const digest = createHash('sha256').update(content).digest('hex')
      console.log(`${digest}  ${folder}/${file}`)
    }
    if (names.includes('source')) warnOfUncommitted()
    return 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
}

function warnOfUncommitted(): void {
  const paths = uncommitted()
  if (paths.length === 0) return
  console.log(`Not for a store yet: ${paths.length} files differ from the last commit.`)
}

// Which files a built page, worker or package loads: its scripts and everything they import statically.
import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'

const statement = /\b(?:import|export)\b[^'"();]*?['"](\.{1,2}\/[^'"]+)['"]/g

/** Paths below `folder`, the entry first; each file once. */
export async function staticImports(folder: string, entry: string): Promise<readonly string[]> {
  const found = new Set<string>([posix.normalize(entry)])
  for (const file of found) {
    const code = await readFile(join(folder, file), 'utf8')
    for (const [, specifier = ''] of code.matchAll(statement)) {
      found.add(posix.join(posix.dirname(file), specifier))
    }
  }
  return [...found]
}

const typeReference = /['"](\.{1,2}\/[^'"]+)\.js['"]/g

/** As `staticImports` for declarations: where `./x.js` is named, `./x.d.ts` tells its types. */
export async function typeImports(
  folder: string,
  entries: readonly string[],
): Promise<readonly string[]> {
  const found = new Set(entries)
  for (const file of found) {
    const types = await readFile(join(folder, file), 'utf8')
    for (const [, specifier = ''] of types.matchAll(typeReference)) {
      found.add(`${posix.join(posix.dirname(file), specifier)}.d.ts`)
    }
  }
  return [...found]
}

/** The module scripts of a built page. */
export async function pageScripts(folder: string, page: string): Promise<readonly string[]> {
  const html = await readFile(join(folder, page), 'utf8')
  const scripts = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)]
  return scripts.map(([, source = '']) =>
    source.startsWith('/') ? source.slice(1) : posix.join(posix.dirname(page), source),
  )
}

// docs/script-tag.md names the hash of the built script (Subresource Integrity): here it is computed and written down.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { scriptFile } from '../build/sdk.js'

export const scriptPage = 'docs/script-tag.md'

/** As the page is, and as the built script wants it. */
export async function readScriptPage(): Promise<{ readonly now: string; readonly fresh: string }> {
  const [now, script] = await Promise.all([readFile(scriptPage, 'utf8'), readFile(scriptFile)])
  return { now, fresh: now.replace(/sha384-[\w+/]{64}/g, integrityOf(script)) }
}

/** @see https://www.w3.org/TR/sri-2/#integrity-metadata-description */
export function integrityOf(file: Uint8Array): string {
  return `sha384-${createHash('sha384').update(file).digest('base64')}`
}

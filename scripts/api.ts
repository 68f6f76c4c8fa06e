// `npm run api`: writes what depends on the built SDK and is read before it is trusted: the API reports, the script's hash, and the schema that pages link to.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { apiReports, reportFolder } from './api/reports.js'
import { readScriptPage, scriptPage } from './api/script-page.js'
import { buildSdk } from './build/sdk.js'

export async function main(): Promise<number> {
  await buildSdk()
  await rm(reportFolder, { recursive: true, force: true })
  const written = [
    ...(await apiReports()),
    [scriptPage, (await readScriptPage()).fresh] as const,
    ['docs/timeline.schema.json', await readFile('sdk/timeline.schema.json', 'utf8')] as const,
  ]
  for (const [file, text] of written) {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
    console.log(`${file} written`)
  }
  return 0
}

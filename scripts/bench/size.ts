// What a page downloads to watch a session: this SDK, the loop that everybody writes first, and a polling library.
import { resolve } from 'node:path'
import { buildSdk } from '../build/sdk.js'
import { programs, weighProgram } from '../size/weigh.js'
import { formatNumber, formatTable } from '../table.js'
import { titles } from './browser.js'
import { report } from './goal.js'
import { peers } from './peers.js'

/** The pages that the other benchmarks load use the same two functions. */
const byOthers = {
  'hand-written': `
    import { watchByHand } from '${resolve('scripts/tabs/pages/by-hand.ts')}'
    watchByHand('https://sso.example.org/cas', (signedIn) => { document.title = signedIn })`,
  'tanstack-query': `
    import { watchByQuery } from '${resolve('scripts/tabs/pages/by-query.ts')}'
    watchByQuery('https://sso.example.org/cas', (signedIn) => { document.title = signedIn })`,
}

export async function benchSize(): Promise<boolean> {
  const sdk = await buildSdk()
  const [watch] = programs
  const ours = await weighProgram(watch.code, sdk)
  const byHand = await weighProgram(byOthers['hand-written'], sdk)
  const byQuery = await weighProgram(byOthers['tanstack-query'], sdk)
  const rows = [
    [titles['sso-pulse'], ours],
    [titles['hand-written'], byHand],
    [titles['tanstack-query'], byQuery],
    ...peers.map(({ name, watchBytes }) => [`quoted: ${name}`, watchBytes] as const),
  ] as const
  console.log(
    `\n${formatTable(
      ['watch a session', 'brotli bytes', 'times ours'],
      rows.map(([name, bytes]) => [name, formatNumber(bytes), formatNumber(bytes / ours)]),
    )}`,
  )
  return report([
    { what: watch.name, measured: ours, unit: 'bytes', goal: ['at most', watch.budget] },
  ])
}

// Sessions that live through anything, in any order: the property of the tests, tried much longer.
import { tryEverything } from '../../test/sdk/property.js'
import { formatNumber } from '../table.js'
import { report } from './goal.js'

const wantedActs = 100_000
const runsAtOnce = 500

export async function benchProperty(): Promise<boolean> {
  const start = performance.now()
  let acts = 0
  let looks = 0
  while (acts < wantedActs) {
    const tried = await tryEverything({ runs: runsAtOnce })
    acts += tried.acts
    looks += tried.looks
  }
  const seconds = (performance.now() - start) / 1000
  console.log(`\n${formatNumber(looks)} looks in ${formatNumber(seconds)} s`)
  const what = 'acts after which nothing happened that never may'
  return report([{ what, measured: acts, goal: ['at least', wantedActs] }])
}

// `npm test`: types, lint, the packages, their sizes, and every test that needs no Java.
import type { BrowserName } from './browser/driver.js'
import { browserNames, howToInstall, provideBrowser, wanted } from './browsers.js'
import { main as build } from './build.js'
import { main as lint } from './lint.js'
import { main as size } from './size.js'
import { isStrict } from './strict.js'
import { exitCode, formatTally, nothing, oneFailed, onePassed, sum, type Tally } from './tally.js'
import { runTests } from './vitest.js'

const checks = [
  ['types and lint', () => lint([])],
  ['build', () => build([])],
  ['size', () => size()],
] as const

export async function main(args: readonly string[]): Promise<number> {
  const tallies: Tally[] = []
  for (const [name, check] of args.length > 0 ? [] : checks) {
    tallies.push(await runCheck(name, check))
  }
  const missing = browserNames.filter((name) => provideBrowser(name) === undefined)
  tallies.push(await runTests({ projects: ['unit', 'dom', 'e2e'], filters: args }))
  tallies.push(...missing.map(reportMissing))
  const total = sum(tallies)
  console.log(`\n${formatTally(total)}`)
  return exitCode(total)
}

async function runCheck(name: string, check: () => number | Promise<number>): Promise<Tally> {
  const start = performance.now()
  const passed = (await check()) === 0
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${passed ? '✓' : '✗'} ${name} (${seconds} s)\n`)
  return passed ? onePassed : oneFailed
}

/** The tests themselves are counted as skipped by vitest. */
function reportMissing(name: BrowserName): Tally {
  console.log(howToInstall(name))
  console.log(`Left out: every test of test/e2e in ${wanted[name].title}.`)
  return isStrict ? oneFailed : nothing
}

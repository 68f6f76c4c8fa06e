// `npm run test:cas [line…]`: the contract and the journey against real CAS servers of the lines that this machine can run.
import { browserNames, howToInstall, provideBrowser } from './browsers.js'
import type { JavaProgram } from './jdks.js'
import {
  buildProgram,
  type CasLine,
  casLines,
  RealCasError,
  titleOf,
  unavailableReason,
} from './real-cas.js'
import { isStrict } from './strict.js'
import { exitCode, formatTally, nothing, oneFailed, sum, type Tally } from './tally.js'
import { runTests } from './vitest.js'

export async function main(args: readonly string[]): Promise<number> {
  const unknown = args.find((name) => !isLine(name))
  if (unknown !== undefined) {
    console.error(`There is no line "${unknown}": name ${casLines.join(' or ')}, or none for both.`)
    return 2
  }
  const asked = args.length > 0 ? args.filter(isLine) : casLines
  const tallies: Tally[] = []
  const ready: CasLine[] = []
  for (const line of asked) {
    const reason = await buildTrouble(line)
    if (reason === undefined) ready.push(line)
    else tallies.push(reportLeftOut(`CAS ${line}`, reason, args.length > 0))
  }
  for (const name of browserNames) {
    if (provideBrowser(name) === undefined) {
      console.log(`${howToInstall(name)} Left out: the journey in it.`)
      tallies.push(isStrict ? oneFailed : nothing)
    }
  }
  if (ready.length > 0) {
    process.env.SSO_PULSE_CAS_LINES = ready.join(',')
    const reason = await buildTrouble('protected-page')
    if (reason !== undefined) {
      process.env.SSO_PULSE_CAS_WITHOUT = 'protected-page'
      tallies.push(reportLeftOut('a page behind a CAS client', reason, false))
    }
    tallies.push(await runTests({ projects: ['real-cas'] }))
  }
  const total = sum(tallies)
  console.log(`\n${formatTally(total)}`)
  return exitCode(total)
}

function isLine(name: string): name is CasLine {
  return casLines.some((line) => line === name)
}

/** One sentence when it can't be tested here. The libraries are downloaded before the first test and its time limit. */
async function buildTrouble(program: JavaProgram): Promise<string | undefined> {
  const reason = unavailableReason(program)
  if (reason !== undefined) return reason
  const start = performance.now()
  try {
    await buildProgram(program)
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    console.log(`${titleOf(program)} built (${seconds} s)`)
    return undefined
  } catch (error) {
    if (error instanceof RealCasError) return error.message
    throw error
  }
}

/** By hand what nobody asked for may be missing; where it was asked for, or in strict mode, it may not. */
function reportLeftOut(what: string, reason: string, wasNamed: boolean): Tally {
  console.log(`${reason}\nLeft out: every test against ${what}.`)
  return isStrict || wasNamed ? oneFailed : nothing
}

// `npm run test:cas [line…]`: the contract and the journey against real CAS servers of the lines that this machine can run.
import { browserNames, howToInstall, provideBrowser } from './browsers.js'
import {
  buildRealCas,
  type CasLine,
  casLines,
  RealCasError,
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
    const reason = unavailableReason(line) ?? (await buildTrouble(line))
    if (reason === undefined) ready.push(line)
    else tallies.push(reportLeftOut(line, reason, args.length > 0))
  }
  for (const name of browserNames) {
    if (provideBrowser(name) === undefined) {
      console.log(`${howToInstall(name)} Left out: the journey in it.`)
      tallies.push(isStrict ? oneFailed : nothing)
    }
  }
  if (ready.length > 0) {
    process.env.SSO_PULSE_CAS_LINES = ready.join(',')
    tallies.push(await runTests({ projects: ['real-cas'] }))
  }
  const total = sum(tallies)
  console.log(`\n${formatTally(total)}`)
  return exitCode(total)
}

function isLine(name: string): name is CasLine {
  return casLines.some((line) => line === name)
}

/** The libraries are downloaded here, before the first test and its time limit. */
async function buildTrouble(line: CasLine): Promise<string | undefined> {
  const start = performance.now()
  try {
    await buildRealCas(line)
    console.log(`CAS ${line} built (${((performance.now() - start) / 1000).toFixed(1)} s)`)
    return undefined
  } catch (error) {
    if (error instanceof RealCasError) return error.message
    throw error
  }
}

/** By hand a line that nobody asked for may be missing; where it was asked for, or in strict mode, it may not. */
function reportLeftOut(line: CasLine, reason: string, wasNamed: boolean): Tally {
  console.log(`${reason}\nLeft out: every test against CAS ${line}.`)
  return isStrict || wasNamed ? oneFailed : nothing
}

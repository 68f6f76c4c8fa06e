// `npm run coverage`: how much of the SDK the tests without a browser run through, by lines and branches.
import { exitCode, formatTally } from './tally.js'
import { runTests } from './vitest.js'

export async function main(args: readonly string[]): Promise<number> {
  const tally = await runTests({
    projects: ['unit', 'dom'],
    filters: args,
    covered: ['sdk/**/*.ts'],
  })
  console.log(`\n${formatTally(tally)}`)
  return exitCode(tally)
}

// Runs test projects by vitest in this process and counts the outcome.
import { startVitest, type TestModule } from 'vitest/node'
import { nothing, sum, type Tally } from './tally.js'

export interface TestRun {
  readonly projects: readonly string[]
  /** Only files whose path contains one of these. */
  readonly filters?: readonly string[]
  /** Also says how much of these sources the tests ran through. */
  readonly covered?: readonly string[]
}

/** Never runs a test a second time. */
export async function runTests({ projects, filters = [], covered }: TestRun): Promise<Tally> {
  const vitest = await startVitest('test', [...filters], {
    project: [...projects],
    run: true,
    watch: false,
    retry: 0,
    reporters: ['default'],
    ...(covered && {
      coverage: {
        enabled: true,
        provider: 'v8',
        include: [...covered],
        // A pattern also matches below test/, which has the same tree.
        exclude: ['test/**'],
        reporter: ['text'],
      },
    }),
  })
  const tally = sum([
    ...vitest.state.getTestModules().map(countModule),
    { ...nothing, failed: vitest.state.getUnhandledErrors().length },
  ])
  await vitest.close()
  return tally
}

function countModule(module: TestModule): Tally {
  const states = [...module.children.allTests()].map((test) => test.result().state)
  const count = (state: string) => states.filter((candidate) => candidate === state).length
  // A file or hook that broke counts once, as its tests never ran.
  const broken = module.state() === 'failed' && count('failed') === 0 ? 1 : 0
  return {
    passed: count('passed'),
    failed: count('failed') + broken,
    skipped: count('skipped') + count('pending'),
  }
}

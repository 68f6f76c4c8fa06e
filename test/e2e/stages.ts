// The same tests in every browser in which the pages' states are looked at: an ordinary one, one with a policy, one from right to left.
import { afterAll, beforeAll, describe } from 'vitest'
import type { BrowserName } from '../../scripts/browser/driver.js'
import { whyNoPolicy } from '../../scripts/browser/policy-program.js'
import { browserNames, findBrowser } from '../../scripts/browsers.js'
import {
  launchStageBrowser,
  type StageBrowser,
  type StageKind,
  stageKinds,
} from '../../scripts/page-states/stage-browser.js'
import { leaveOut } from './browser.js'

export function describeOnStages(
  title: string,
  tests: (stage: () => StageBrowser, kind: StageKind, name: BrowserName) => void,
  kinds: readonly StageKind[] = stageKinds,
): void {
  for (const name of browserNames) {
    const program = findBrowser(name)
    for (const kind of kinds) {
      const whyNot = kind === 'managed' ? whyNoPolicy(name, program) : undefined
      describe.skipIf(program === undefined)(`${title} in ${name}, ${kind}`, () => {
        if (whyNot !== undefined) return leaveOut(whyNot)
        let stage: StageBrowser | undefined
        beforeAll(async () => {
          if (program !== undefined) stage = await launchStageBrowser(name, program, kind)
        })
        afterAll(() => stage?.close())
        tests(
          () => {
            if (!stage) throw new Error('The browser has not started.')
            return stage
          },
          kind,
          name,
        )
      })
    }
  }
}

// The browsers in which the pages' states are looked at: an ordinary one, one with a policy, one that reads from right to left.
import type { BrowserName, Driver } from '../browser/driver.js'
import { launchBrowser } from '../browser/launch.js'
import { createPolicyProgram } from '../browser/policy-program.js'
import { loopbackFolder, mirroredFolder, targetOf } from '../build/folders.js'
import { examplePolicy } from './options.js'
import { readWords, type Words } from './words.js'

export const stageKinds = ['ordinary', 'managed', 'mirrored'] as const
export type StageKind = (typeof stageKinds)[number]

export interface StageBrowser {
  readonly driver: Driver
  readonly words: Words
  close(): Promise<void>
}

/** The extension must be built already. */
export async function launchStageBrowser(
  name: BrowserName,
  program: string,
  kind: StageKind,
): Promise<StageBrowser> {
  const extension = (kind === 'mirrored' ? mirroredFolder : loopbackFolder)[targetOf[name]]
  const managed =
    kind === 'managed'
      ? await createPolicyProgram(name, program, extension, examplePolicy)
      : undefined
  const driver = await launchBrowser(name, { program: managed?.program ?? program, extension })
  return {
    driver,
    words: await readWords(extension),
    async close() {
      await driver.close()
      await managed?.remove()
    },
  }
}

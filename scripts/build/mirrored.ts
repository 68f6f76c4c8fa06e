// The extension for tests in the language that nobody speaks: every text from right to left.
import { cp, rm } from 'node:fs/promises'
import type { Target } from '../../vite.config.js'
import { speakMadeUpLanguage } from '../made-up-language.js'
import { loopbackFolder, mirroredFolder } from './folders.js'

/** @param target what was built for tests before */
export async function mirrorExtension(target: Target): Promise<string> {
  const folder = mirroredFolder[target]
  await rm(folder, { recursive: true, force: true })
  await cp(loopbackFolder[target], folder, { recursive: true })
  await speakMadeUpLanguage(folder)
  return folder
}

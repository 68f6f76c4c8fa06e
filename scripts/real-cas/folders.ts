// Where the CAS module and the servers that it is tried in stand.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { JavaProgram } from '../jdks.js'

export const casFolder = fileURLToPath(new URL('../../cas', import.meta.url))
export const serverFolder = join(casFolder, 'server')

/** What building it makes, and its logs. */
export function targetOf(program: JavaProgram): string {
  return program === 'protected-page'
    ? join(casFolder, program, 'target')
    : join(serverFolder, 'target', program)
}

// Where the CAS module and the servers that it is tried in stand.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const casFolder = fileURLToPath(new URL('../../cas', import.meta.url))
export const serverFolder = join(casFolder, 'server')

// The lines of real CAS that `npm run test:cas` asks for; none in `npm test`.
import { type CasLine, casLines } from '../scripts/real-cas.js'

const asked = (process.env.SSO_PULSE_CAS_LINES ?? '').split(',')

export const realLines: readonly CasLine[] = casLines.filter((line) => asked.includes(line))

/** `npm run test:cas` says that it could not build it here. */
export const hasProtectedPage = process.env.SSO_PULSE_CAS_WITHOUT !== 'protected-page'

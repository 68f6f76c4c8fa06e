// @vitest-environment node
// The command line against real CAS servers with CAS's own limits: one that is set up well, and one badly.
import { afterAll, beforeAll, describe, vi } from 'vitest'
import { propertiesOf } from '../../../scripts/real-cas/properties.js'
import { type CasLine, startRealCas } from '../../../scripts/real-cas.js'
import { hasProtectedPage, realLines } from '../../real-lines.js'
import { doctorCases } from '../doctor.cases.js'
import { protectedCases } from '../protected.cases.js'
import { friend, type RealStage } from '../real-stage.js'
import { openRealTerminal } from '../real-terminal.js'
import { signOutReportCases } from '../sign-out/report.cases.js'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 })

const well = propertiesOf({ released: { services: true }, corsOrigins: [friend] })

/** Two ways to a cookie that works in anybody's browser. */
const unbound = {
  '7.2': { 'cas.tgc.pin-to-session': 'false' },
  '6.6': { 'cas.tgc.crypto.enabled': 'false' },
} as const satisfies Record<CasLine, Readonly<Record<string, string>>>

const badly = (line: CasLine) => ({
  ...unbound[line],
  'spring.autoconfigure.exclude': 'io.github.ssopulse.cas.SsoPulseAutoConfiguration',
  'cas.tgc.http-only': 'false',
  'cas.tgc.same-site-policy': 'none',
  'cas.tgc.auto-configure-cookie-path': 'false',
  'cas.tgc.path': '/',
  'cas.http-web-request.header.cache': 'false',
  'cas.http-web-request.cors.enabled': 'true',
  'cas.http-web-request.cors.allow-credentials': 'true',
  'cas.http-web-request.cors.allow-origin-patterns[0]': '*',
  'cas.monitor.endpoints.endpoint.ssoSessions.access': 'ANONYMOUS',
})

describe.each(realLines)('CAS %s', (line) => {
  let started: RealStage | undefined
  beforeAll(async () => {
    // One after the other: on a busy machine two at once take longer than a start may.
    const cas = await startRealCas({ line, properties: well })
    const badCas = await startRealCas({ line, properties: badly(line) })
    const terminal = openRealTerminal()
    // The first requests of a cold server on a busy machine take longer than any user would wait.
    const run: RealStage['run'] = (name, url, ...args) =>
      terminal.run(name, url, '--timeout', '50', ...args)
    started = { line, cas, badCas, terminal, run }
  })
  afterAll(async () => {
    started?.terminal.close()
    await Promise.all([started?.cas.stop(), started?.badCas.stop()])
  })
  const stage = () => {
    if (!started) throw new Error('The servers have not started.')
    return started
  }

  doctorCases(stage)
  signOutReportCases(stage)
  if (hasProtectedPage) protectedCases(stage)
})

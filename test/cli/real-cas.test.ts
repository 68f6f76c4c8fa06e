// @vitest-environment node
// `sso-pulse expect` against real CAS servers with short limits: what it predicts is what it observes.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Window } from 'happy-dom'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { propertiesOf } from '../../scripts/real-cas/properties.js'
import { type RealCas, startRealCas } from '../../scripts/real-cas.js'
import { realLines } from '../real-lines.js'
import { openRealTerminal, type RealTerminal } from './real-terminal.js'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 240_000 })

const policy = { kind: 'primary', maxTimeToLiveSeconds: 16, timeToKillSeconds: 8 } as const
const setup = { policy, rememberMe: { timeToKillSeconds: 12 } } as const
/** Nobody has to listen there; the second one's sessions last ten seconds by its registration. */
const app = 'http://127.0.0.1:9/app'
const short = 'http://127.0.0.1:9/short'
const asIs = [
  '--idle',
  '8s',
  '--max',
  '16s',
  '--remember-me',
  '12s',
  '--service',
  `${short}=10s`,
  '--visit',
  app,
]

interface Report {
  readonly verdict: string
  readonly cases: readonly {
    readonly name: string
    readonly verdict: string
    readonly reason: string
    readonly predictedEndAt: string
    readonly endedBy: string
    readonly sentence: string
    readonly differenceSeconds?: number
    readonly resolutionSeconds?: number
    readonly leftUntil?: string
  }[]
}

describe.each(realLines)('CAS %s', (line) => {
  let cas: RealCas
  let terminal: RealTerminal
  beforeAll(async () => {
    cas = await startRealCas({ line, properties: propertiesOf(setup) })
    terminal = openRealTerminal()
  })
  afterAll(async () => {
    terminal?.close()
    await cas?.stop()
  })

  const ask = async (...args: readonly string[]) => {
    const common = ['--json', '--admin', '--timeout', '60'] as const
    const ran = await terminal.run('expect', cas.url, ...common, ...args)
    return { ...ran, report: JSON.parse(ran.out) as Report }
  }

  const nobodyIsLeft = async () => {
    const answer = await fetch(`${cas.url}/actuator/ssoSessions?type=ALL`, {
      headers: { accept: 'application/json' },
    })
    expect(await answer.json()).toMatchObject({ activeSsoSessions: [] })
  }

  // The first request to a CAS takes seconds: this case may.
  test('another policy than it has: fails at once, and ends what it began', async () => {
    const { code, report } = await ask('--idle', '12s', '--max', '8h')
    expect(code).toBe(1)
    expect(report.cases.find(({ name }) => name === 'idle')).toMatchObject({
      verdict: 'differs',
      sentence: 'asked for an idle limit of 12s, the server says an idle limit of 8s',
    })
    await nobodyIsLeft()
  })

  test('the policy as it is: every end is where it was predicted', async () => {
    const junit = join(terminal.folder, 'junit.xml')
    const { code, err, report } = await ask(...asIs, '--junit', junit)
    for (const one of report.cases) {
      const [difference, resolution] = [one.differenceSeconds, one.resolutionSeconds]
      console.log(
        `CAS ${line}, ${one.name}: predicted ${one.predictedEndAt}, ended by ${one.endedBy}, difference ${difference?.toFixed(2)} s ± ${resolution?.toFixed(2)} s (${one.sentence})`,
      )
    }
    expect(err).not.toMatch(/could not be ended/)
    expect(report.cases.map(({ name, verdict, reason }) => [name, verdict, reason])).toEqual([
      ['idle', 'as-expected', 'expired-idle'],
      ['passive', 'as-expected', 'expired-idle'],
      ['max', 'as-expected', 'expired-time'],
      ['remember-me', 'as-expected', 'expired-time'],
      [`service ${short}`, 'as-expected', 'expired-time'],
      ['administrator', 'as-expected', 'ended-elsewhere'],
    ])
    expect(code).toBe(0)
    const xml = new new Window().DOMParser().parseFromString(
      readFileSync(junit, 'utf8'),
      'text/xml',
    )
    expect(xml.querySelectorAll('testcase')).toHaveLength(6)
    await nobodyIsLeft()
  })
})

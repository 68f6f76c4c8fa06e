// @vitest-environment node
// The contract, held against real CAS servers: `SSO_PULSE_CAS_LINES=7.2,6.6`. Without a line it is skipped.

import { setTimeout as sleep } from 'node:timers/promises'
import { describe, test, vi } from 'vitest'
import type { CasLine, CasUnderTest } from './cas-under-test.js'
import { describeContract } from './contract.js'

const lines = (process.env.SSO_PULSE_CAS_LINES ?? '').split(',').map((line) => line.trim())

// A real server makes real time pass, and its first answers are slow.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 240_000 })

function real(line: CasLine): CasUnderTest {
  return {
    line,
    async start(setup) {
      const { startRealCas } = await import('../../scripts/real-cas.js')
      const { propertiesOf } = await import('../../scripts/cas.js')
      const cas = await startRealCas({ line, properties: propertiesOf(setup) })
      return {
        line,
        url: cas.url,
        pass: (ms) => sleep(ms),
        stop: () => cas.stop(),
      }
    },
  }
}

const wanted = (['7.2', '6.6'] as const).filter((line) => lines.includes(line))
for (const line of wanted) describeContract(real(line))
if (wanted.length === 0) {
  describe('real CAS', () => {
    test.skip('is asked for by SSO_PULSE_CAS_LINES', () => undefined)
  })
}

// @vitest-environment node
// The contract, held against real CAS servers: `SSO_PULSE_CAS_LINES=7.2,6.6`. Without a line there is no case.

import { setTimeout as sleep } from 'node:timers/promises'
import { vi } from 'vitest'
import { propertiesOf } from '../../scripts/real-cas/properties.js'
import { startRealCas } from '../../scripts/real-cas.js'
import { realLines } from '../real-lines.js'
import type { CasLine, CasUnderTest } from './cas-under-test.js'
import { describeContract } from './contract.js'

// A real server makes real time pass, and its first answers are slow.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 240_000 })

function real(line: CasLine): CasUnderTest {
  return {
    line,
    async start(setup) {
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

for (const line of realLines) describeContract(real(line))

// @vitest-environment node
// The contract, held against the in-memory CAS over real HTTP, in both of its lines.

import { createCas, listen } from '../../sdk/testing/node.js'
import type { CasLine, CasUnderTest } from './cas-under-test.js'
import { describeContract } from './contract.js'

function inMemory(line: CasLine): CasUnderTest {
  return {
    line,
    async start(setup) {
      const cas = createCas({ line, setup })
      const listener = await listen(cas)
      return {
        line,
        url: listener.url,
        async pass(ms) {
          cas.clock.advance(ms)
        },
        stop: () => listener.close(),
      }
    },
  }
}

describeContract(inMemory('7.2'))
describeContract(inMemory('6.6'))

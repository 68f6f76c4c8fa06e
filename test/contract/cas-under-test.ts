// What the contract needs of a CAS, whether it is in memory or a real server.

import { afterAll, beforeAll, describe } from 'vitest'
import type { CasSetup } from '../../sdk/testing/setup.js'

export type CasLine = '7.2' | '6.6'

export interface RunningCas {
  readonly line: CasLine
  /** The server's prefix, such as `http://127.0.0.1:8080/cas`. */
  readonly url: string
  /** Lets time pass: an in-memory clock is turned, for a real server we wait. */
  pass(ms: number): Promise<void>
  stop(): Promise<void>
}

export interface CasUnderTest {
  readonly line: CasLine
  start(setup: CasSetup): Promise<RunningCas>
}

/** The CAS of a group of cases: there once the group has started. */
export type Running = () => RunningCas

const startTimeoutMs = 180_000

/** A group of cases that share one server, since a real one takes long to start. */
export function underSetup(
  cas: CasUnderTest,
  title: string,
  setup: CasSetup,
  cases: readonly ((running: Running) => void)[],
): void {
  describe(title, () => {
    let started: RunningCas | undefined
    beforeAll(async () => {
      started = await cas.start(setup)
    }, startTimeoutMs)
    afterAll(async () => {
      await started?.stop()
    }, startTimeoutMs)
    const running: Running = () => {
      if (!started) throw new Error('The CAS of this group has not started.')
      return started
    }
    for (const describeCases of cases) describeCases(running)
  })
}

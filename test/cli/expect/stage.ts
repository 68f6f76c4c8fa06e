// A plan that is carried out against an in-memory CAS whose clock is turned, over a wire that a test may bend.
import { type CasOptions, createCas, type InMemoryCas } from 'sso-pulse/testing'
import { createAdmin } from '../../../sdk/admin.js'
import { administratorOf } from '../../../sdk/cli/expect/administrator.js'
import type { Outcome } from '../../../sdk/cli/expect/finding.js'
import { makePlan, type Order } from '../../../sdk/cli/expect/plan.js'
import { runPlan } from '../../../sdk/cli/expect/run-plan.js'
import { turnedTime } from '../../../sdk/cli/expect/time.js'
import type { TrialOptions } from '../../../sdk/cli/expect/trial-options.js'
import { networkTo } from '../../../sdk/cli/in-memory-network.js'
import { openTerminal } from '../terminal.js'

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute

export interface TrialSetup extends Partial<Order>, Partial<Omit<TrialOptions, 'choiceFor'>> {
  readonly cas?: CasOptions
  /** How far the server's clock is ahead of ours. */
  readonly skewMs?: number
  readonly password?: string
  /** Bends the wire. */
  readonly wire?: (fetch: typeof globalThis.fetch, cas: InMemoryCas) => typeof globalThis.fetch
}

export interface Trial extends Outcome {
  readonly cas: InMemoryCas
  readonly said: readonly string[]
  /** The finding of a case, by its name. */
  of(name: string): Outcome['findings'][number]
}

export async function tryOut(setup: TrialSetup): Promise<Trial> {
  const { skewMs = 0, wire = (fetch) => fetch, password = 'Mellon' } = setup
  const cas = createCas({ clock: { fixedAt: '2026-11-21T08:00:00Z' }, ...setup.cas })
  const clock = {
    now: () => cas.clock.now() - skewMs,
    after: (ms: number, callback: () => void) => cas.clock.after(ms, callback),
  }
  const fetch = wire(networkTo(cas), cas)
  const shell = { ...openTerminal({ cas }).shell, clock, fetch }
  const said: string[] = []
  const plan = makePlan({
    idleMs: undefined,
    maxMs: undefined,
    services: [],
    administrator: false,
    skip: [],
    oneAtATime: false,
    ...setup,
  })
  const outcome = await runPlan(
    {
      shell,
      time: turnedTime(clock, (ms) => cas.clock.advance(ms)),
      server: cas.url,
      credentials: { user: 'casuser', password },
      administrator: administratorOf(createAdmin(cas.url, { fetch, clock }), clock),
      options: {
        timeoutMs: 10_000,
        visit: 'http://localhost/app',
        choiceFor: () => ({}),
        wait: false,
        ...setup,
      },
      say: (line) => said.push(line),
    },
    plan,
  )
  const of = (name: string) => {
    const found = outcome.findings.find((finding) => finding.case.name === name)
    if (!found) throw new Error(`There is no case ${name}.`)
    return found
  }
  return { ...outcome, cas, said, of }
}

/** One policy of CAS, in seconds. */
export const primary = (timeToKillSeconds: number, maxTimeToLiveSeconds: number) =>
  ({ setup: { policy: { kind: 'primary', timeToKillSeconds, maxTimeToLiveSeconds } } }) as const

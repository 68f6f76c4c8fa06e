// All cases of a plan: side by side, each with a session of its own, or one after the other.

import type { CaseContext } from './case-context.js'
import type { Finding, Outcome } from './finding.js'
import type { Plan } from './plan.js'
import { oneSignInAtATime, runCase } from './run-case.js'

export type PlanContext = Omit<CaseContext, 'inTurn' | 'toleranceMs'>

/** When interrupted, it resolves as soon as every session is ended. Rejects only with a fault of this program. */
export async function runPlan(context: PlanContext, plan: Plan): Promise<Outcome> {
  const { server, time } = context
  const { cases, toleranceMs } = plan
  const startedAt = time.clock.now()
  const shared = { ...context, toleranceMs, inTurn: oneSignInAtATime() }
  const findings: Finding[] = []
  if (plan.oneAtATime) {
    for (const one of cases) findings.push(await time.takePart(() => runCase(shared, one)))
  } else {
    const running = cases.map((one) => time.takePart(() => runCase(shared, one)))
    // A fault in one case must not keep the others from ending their sessions.
    const settled = await Promise.allSettled(running)
    for (const result of settled) {
      if (result.status === 'rejected') throw result.reason
      findings.push(result.value)
    }
  }
  return { server, plan, startedAt, finishedAt: time.clock.now(), findings }
}

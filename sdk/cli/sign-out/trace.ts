// The steps of a sign-out as they were taken, for a report and for a timeline.
import type { Observation } from '../../observation.js'
import type { SignOutStep } from '../../timeline-rows.js'
import type { Connection } from '../connection.js'
import type { Page } from '../page.js'
import type { Recording } from '../recording.js'
import type { Shell } from '../shell.js'
import type { SourceChoice } from '../sight.js'
import { type SignOutOutcome, signOut, type Witness } from '../sign-out.js'

export interface Step {
  readonly at: number
  readonly step: SignOutStep
}

export interface Look {
  readonly source: string
  readonly observation: Observation
}

export interface TracedSignOut {
  readonly outcome: SignOutOutcome
  /** In the order in which they happened. */
  readonly trace: readonly (Step | Look)[]
  /** When the end was asked for; where it wasn't, when it would have been. */
  readonly askedAt: number
  /** What CAS answered to that. */
  readonly page?: Page | undefined
  /** What the session was used for, where CAS tells. */
  readonly services: readonly string[]
}

/** As `signOut`. */
export async function tracedSignOut(
  browser: Connection,
  watcher: Connection,
  { clock }: Pick<Shell, 'clock'>,
  choice: SourceChoice,
): Promise<TracedSignOut> {
  const trace: (Step | Look)[] = []
  let page: Page | undefined
  let askedAt: number | undefined
  let services: readonly string[] = []
  const take = (step: SignOutStep) => trace.push({ at: clock.now(), step })
  const witness: Witness = {
    looked({ source, look, report }) {
      const after = askedAt !== undefined && ({ signingOut: true } as const)
      const observation = { ...look, cause: 'logout', ...after } as const
      trace.push({ source: source.name, observation })
      if (report.signedIn) services = report.details?.services ?? services
    },
    asked() {
      askedAt = clock.now()
      take('asked')
    },
    answered(given) {
      page = given
      take('sent')
    },
  }
  const outcome = await signOut(browser, watcher, { clock }, choice, witness)
  if (askedAt !== undefined) take(outcome.proved ? 'proved' : 'not-proved')
  return { outcome, trace, askedAt: askedAt ?? clock.now(), page, services }
}

export function record(
  { trace, services }: TracedSignOut,
  server: string,
  recording: Recording,
): void {
  for (const one of trace) {
    if ('observation' in one) recording.look(one.source, one.observation)
    else {
      const told = one.step === 'asked' && services.length > 0 && { services }
      recording.add({ kind: 'sign-out', server, ...one, ...told })
    }
  }
}

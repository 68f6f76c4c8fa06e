// What a case found out: the prediction, what the server says of itself, what was seen, and the verdict.
import type { EndReason } from '../../session.js'
import type { SourceKind } from '../sight.js'
import type { Judgement, Seen } from './judgement.js'
import type { Case, Plan } from './plan.js'
import type { ToldLimits } from './told-limits.js'

export interface Finding
  extends Judgement,
    Partial<Pick<Seen, 'predicted' | 'aliveAt' | 'endedBy'>> {
  readonly case: Case
  readonly user: string
  readonly beganAt: number
  readonly finishedAt: number
  readonly source?: SourceKind | undefined
  readonly told?: ToldLimits | undefined
  /** The end that the server told at the first look, on our clock. */
  readonly toldEndAt?: number | undefined
  readonly reason?: EndReason | undefined
  readonly looks: number
  readonly uses: number
  /** The session could not be ended with proof; by itself it ends then, if that is known. */
  readonly leftUntil?: number | 'unknown' | undefined
}

export interface Outcome {
  readonly server: string
  readonly plan: Plan
  readonly startedAt: number
  readonly finishedAt: number
  readonly findings: readonly Finding[]
}

export const verdictWords: { readonly [K in Finding['verdict']]: string } = {
  'as-expected': 'as expected',
  differs: 'differs',
  'cannot-tell': 'cannot tell',
}

// Whether a session ended when and why it should: the verdict of what was seen. Pure.
import type { EndReason } from '../../session.js'
import { durationText } from './duration.js'
import type { Case } from './plan.js'

/** What is known of an instant: not before `from`, not after `to`. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** What the looks at one session came to. */
export interface Seen {
  /** When it should end: as long after its beginning as was asked for. */
  readonly predicted: Span
  /** When the last look that saw it was asked. */
  readonly aliveAt: number
  /** When the first look that didn't see it any more was answered. */
  readonly endedBy?: number | undefined
  readonly reason?: EndReason | undefined
  /** Whether the source tells the limits, so that the reason can be known. */
  readonly tellsLimits: boolean
  /** Sentences: what the server says of itself is not what was asked for, or looks moved it. */
  readonly complaints: readonly string[]
  /** Why the rest can't be known. */
  readonly obstacle?: string | undefined
}

export type Verdict = 'as-expected' | 'differs' | 'cannot-tell'

export interface Judgement {
  readonly verdict: Verdict
  /** Observed minus predicted, in the middle of what is possible. */
  readonly differenceMs?: number
  /** How much more or less that may be. */
  readonly resolutionMs?: number
  /** Without a full stop. */
  readonly sentence: string
}

const expectedReasons: { readonly [K in Case['endsBy']]: EndReason } = {
  idle: 'expired-idle',
  time: 'expired-time',
  administrator: 'ended-elsewhere',
}

export function expectedReason({ endsBy }: Pick<Case, 'endsBy'>): EndReason {
  return expectedReasons[endsBy]
}

export function judge(
  { endsBy }: Pick<Case, 'endsBy'>,
  seen: Seen,
  toleranceMs: number,
): Judgement {
  const end = judgeEnd(seen, toleranceMs)
  if (seen.complaints.length) {
    return { ...end, verdict: 'differs', sentence: seen.complaints.join('; ') }
  }
  if (end.verdict !== 'as-expected') return end
  const expected = expectedReasons[endsBy]
  if (seen.tellsLimits && seen.reason !== expected) {
    const sentence = `it ended in time, but for another reason: ${seen.reason}, not ${expected}`
    return { ...end, verdict: 'differs', sentence }
  }
  return end
}

function judgeEnd(seen: Seen, toleranceMs: number): Judgement {
  const { predicted, aliveAt, endedBy, obstacle } = seen
  if (endedBy === undefined) {
    const lateMs = aliveAt - predicted.to
    if (lateMs > toleranceMs) {
      return {
        verdict: 'differs',
        sentence: `it was still alive ${durationText(Math.floor(lateMs))} after its predicted end`,
      }
    }
    return { verdict: 'cannot-tell', sentence: obstacle ?? 'its end was not waited for' }
  }
  const observed = { from: Math.min(aliveAt, endedBy), to: endedBy }
  const differenceMs = middle(observed) - middle(predicted)
  const resolutionMs = half(observed) + half(predicted)
  const known = { differenceMs, resolutionMs }
  const distanceMs = Math.abs(differenceMs)
  if (distanceMs - resolutionMs <= toleranceMs && resolutionMs > toleranceMs) {
    const sentence = obstacle ?? 'the looks lie too far apart for this tolerance'
    return { ...known, verdict: 'cannot-tell', sentence }
  }
  if (distanceMs <= toleranceMs) {
    return { ...known, verdict: 'as-expected', sentence: inTime(differenceMs) }
  }
  const early = differenceMs < 0 ? 'early' : 'late'
  const by = durationText(Math.round(distanceMs / 100) * 100)
  return { ...known, verdict: 'differs', sentence: `it ended ${by} too ${early}` }
}

function inTime(differenceMs: number): string {
  const seconds = (Math.abs(differenceMs) / 1000).toFixed(1)
  if (seconds === '0.0') return 'it ended at its predicted end'
  return `it ended ${seconds} s ${differenceMs < 0 ? 'before' : 'after'} its predicted end`
}

function middle({ from, to }: Span): number {
  return (from + to) / 2
}

function half({ from, to }: Span): number {
  return (to - from) / 2
}

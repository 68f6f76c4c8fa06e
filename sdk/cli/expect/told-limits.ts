// What the server says of a session's limits, against what was asked for.
import type { Limit, SignedInReport } from '../../report.js'
import type { SignedIn } from '../../session.js'
import { durationText } from './duration.js'
import type { Case } from './plan.js'

/** In ms. A source that tells one of the two has told both; none: it can't tell. */
export type ToldLimits = { readonly [K in Limit]?: number }

export const limits = ['idle', 'time'] as const satisfies readonly Limit[]

/** CAS's own numbers where it gives them; else from its instants, on our clock. */
export function toldLimits(
  { details = {} }: SignedInReport,
  { deadlines }: SignedIn,
  beganAt: number,
): ToldLimits {
  const numbers = { idle: details.timeToKillSeconds, time: details.maxTimeToLiveSeconds }
  const told = limits.flatMap((limit) => {
    const deadline = deadlines.find((one) => one.limit === limit)
    const seconds = numbers[limit]
    if (!deadline) return []
    return [[limit, seconds ? seconds * 1000 : deadline.at - beganAt] as const]
  })
  return Object.fromEntries(told)
}

/** A sentence for each limit that isn't what was asked for; none where the source can't tell. */
export function mismatches({ asked }: Case, told: ToldLimits, toleranceMs: number): string[] {
  if (told.idle === undefined && told.time === undefined) return []
  return limits.flatMap((limit) => {
    const [wish, said] = [asked[limit], told[limit]]
    if (wish === undefined) return []
    if (wish === null && said === undefined) return []
    if (wish !== null && said !== undefined && Math.abs(said - wish) <= toleranceMs) return []
    return [`asked for ${named(limit, wish)}, the server says ${named(limit, said)}`]
  })
}

/** @example `an idle limit of 2h` */
export function named(limit: Limit, ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return `no ${limit} limit`
  return `${limit === 'idle' ? 'an idle' : 'a time'} limit of ${durationText(ms)}`
}

/** @example `idle limit 2h, no time limit`; a wish that wasn't made is not named. */
export function limitsInWords(of: { readonly [K in Limit]?: number | null | undefined }): string {
  const words = limits.flatMap((limit) => {
    const ms = of[limit]
    if (ms === undefined) return []
    return ms === null ? [`no ${limit} limit`] : [`${limit} limit ${durationText(ms)}`]
  })
  return words.join(', ')
}

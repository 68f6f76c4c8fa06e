// When a session is looked at and used, as offsets from its beginning: seldom far from its end, often near it.

/** Looks in a tolerance: four make the end known to an eighth of it. */
const perTolerance = 4

/**
 * Halfway to the end, then halfway of the rest and so on, so that an early end is known in proportion to its distance;
 * from one tolerance before to one after in small steps, and once more for certain.
 */
export function boundaryLooks(endMs: number, toleranceMs: number): number[] {
  const early: number[] = []
  for (let rest = endMs / 2; rest > 2 * toleranceMs; rest /= 2) early.push(endMs - rest)
  const step = toleranceMs / perTolerance
  const near = Array.from(
    { length: 2 * perTolerance + 2 },
    (_, at) => endMs + (at - perTolerance) * step,
  )
  return [...early, ...near].filter((at) => at > 0)
}

/** Without the end itself. */
export function evenLooks(endMs: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => ((at + 1) * endMs) / (count + 1))
}

/** The first at once: that it can't be used at all must not be found out an hour later. */
export function usesEvery(everyMs: number, endMs: number): number[] {
  return Array.from({ length: Math.ceil(endMs / everyMs) }, (_, at) => at * everyMs)
}

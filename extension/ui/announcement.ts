// Decides what is said aloud, and when: what is new, and the time left at few instants, never each second. Pure.

/** The remaining seconds that are worth a word; below a minute every 20. */
const steps = [600, 300, 120, 60, 40, 20]

export interface Announcement {
  readonly subject: string
  /** The last step that was reached, in seconds; each is rounded up. */
  readonly step?: number | undefined
  readonly text: string
}

export interface Announceable {
  readonly subject: string
  readonly headline: string
  readonly countsTo?: number
}

/**
 * @param before what was said last, and stays said while nothing is worth a word
 * @param headlineAt the same headline as it reads at another instant
 */
export function announce(
  before: Announcement | undefined,
  { subject, headline, countsTo }: Announceable,
  now: number,
  headlineAt: (instant: number) => string,
): Announcement {
  const step = countsTo === undefined ? undefined : stepOf(countsTo - now)
  if (before?.subject === subject && before.step === step) return before
  const exact = !before || countsTo === undefined || step === undefined
  return { subject, step, text: exact ? headline : headlineAt(countsTo - step * 1000) }
}

function stepOf(leftMs: number): number | undefined {
  return steps.findLast((step) => leftMs <= step * 1000)
}

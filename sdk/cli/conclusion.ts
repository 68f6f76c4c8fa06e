// What the SDK of today concludes from the looks of a timeline, and where that isn't what was concluded then.
import { replay } from '../testing/replay.js'
import type { Timeline } from '../timeline-file.js'
import { isChange, type Known, knownOf, type LookRow } from '../timeline-rows.js'

/** One session at one server. */
export interface Conclusion {
  readonly server: string
  readonly looks: number
  readonly changes: number
  /** Looks without an answer. */
  readonly failures: number
  /** What was known after the last look. */
  readonly known: Known
  /** When that was. */
  readonly at: number
  readonly differences: readonly Difference[]
}

export interface Difference {
  readonly at: number
  readonly recorded: Known
  readonly concluded: Known
}

/** One for each server that the timeline has looks of. */
export async function conclude(timeline: Timeline): Promise<readonly Conclusion[]> {
  const looks = timeline.rows.filter((row) => row.kind === 'look')
  const conclusions: Conclusion[] = []
  for (const server of new Set(looks.map((row) => row.server))) {
    const rows = looks.filter((row) => row.server === server)
    conclusions.push(await concludeOne(server, rows, timeline))
  }
  return conclusions
}

async function concludeOne(
  server: string,
  looks: readonly LookRow[],
  timeline: Timeline,
): Promise<Conclusion> {
  const differences: Difference[] = []
  let known: Known = { status: 'unknown' }
  for (const rows of withoutBreaks(looks)) {
    // Who began to look after an end can't tell any more why it came.
    let reasonKnown = rows[0]?.before.status !== 'signed-out'
    const { session, play } = replay({ ...timeline, rows })
    for (const { at, after: recorded } of rows) {
      await play(1)
      known = knownOf(session.state)
      reasonKnown ||= known.status === 'signed-in'
      if (!isSame(recorded, known, reasonKnown))
        differences.push({ at, recorded, concluded: known })
    }
  }
  return {
    server,
    looks: looks.length,
    changes: looks.filter(isChange).length,
    failures: looks.filter(({ outcome }) => 'kind' in outcome).length,
    known,
    at: looks.at(-1)?.at ?? 0,
    differences,
  }
}

/** A watcher that was started anew had forgotten what was known before. */
function withoutBreaks(looks: readonly LookRow[]): readonly (readonly LookRow[])[] {
  const runs: LookRow[][] = []
  for (const look of looks) {
    const last = runs.at(-1)
    const known = last?.at(-1)?.after
    if (last && known && isSame(known, look.before)) last.push(look)
    else runs.push([look])
  }
  return runs
}

function isSame(one: Known, other: Known, withReason = true): boolean {
  const names = ['status', 'user', 'trouble', ...(withReason ? ['reason' as const] : [])] as const
  return names.every((name) => one[name] === other[name])
}

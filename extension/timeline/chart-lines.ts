// The time that was left, as lines: what there is to draw, in pixels. Pure.
import type { Limit } from 'sso-pulse'
import { isChange, type LookRow, type TimelineRow } from 'sso-pulse/timeline'

export interface Plot {
  readonly fromAt: number
  readonly toAt: number
  /** The longest time left. */
  readonly mostMs: number
  /** One path for each limit; it has a gap where nobody was signed in. */
  readonly lines: Readonly<Record<Limit, string>>
  /** Where each known limit ends the session; `later`: beyond what is drawn. */
  readonly ends: readonly End[]
  readonly changes: readonly Change[]
}

export interface End {
  readonly limit: Limit
  readonly at: number
  readonly x: number
  readonly later: boolean
}

export interface Change {
  readonly row: LookRow
  readonly x: number
  /** There is room for its words. */
  readonly hasRoom: boolean
}

export interface Area {
  readonly widthPx: number
  readonly topPx: number
  readonly bottomPx: number
}

const limits = ['time', 'idle'] as const
/** Of the time that was observed: an end that is nearer is drawn, too. */
const ahead = 0.25
/** A shape at the last instant is drawn whole. */
const shapePx = 16
/** A shape with words of this width does not run into the next one. */
const wordPx = 84

/** Undefined where no limit was ever known. */
export function plotOf(
  rows: readonly TimelineRow[],
  server: string,
  { widthPx, topPx, bottomPx }: Area,
): Plot | undefined {
  const looks = rows.filter((row) => row.kind === 'look').filter((row) => row.server === server)
  const [first] = looks
  const last = looks.at(-1)
  const mostMs = longestLeft(looks)
  if (!first || !last || mostMs <= 0) return undefined
  const spanMs = Math.max(1, last.at - first.at)
  const known = looks.findLast(({ after }) => after.deadlines?.length)?.after.deadlines ?? []
  const near = known.filter(({ at }) => at > last.at && at <= last.at + spanMs * ahead)
  const toAt = Math.max(last.at, ...near.map(({ at }) => at))
  const fromAt = Math.min(first.at, toAt - 1)
  const x = (at: number) => ((at - fromAt) / (toAt - fromAt)) * (widthPx - shapePx)
  const y = (ms: number) => bottomPx - (Math.max(0, ms) / mostMs) * (bottomPx - topPx)
  return {
    fromAt,
    toAt,
    mostMs,
    lines: { time: lineOf(looks, 'time', x, y), idle: lineOf(looks, 'idle', x, y) },
    ends: limits.flatMap((limit) => {
      const end = known.find((deadline) => deadline.limit === limit)
      return end
        ? [{ limit, at: end.at, x: Math.min(widthPx, x(end.at)), later: end.at > toAt }]
        : []
    }),
    changes: changesOf(looks, x, widthPx),
  }
}

function longestLeft(looks: readonly LookRow[]): number {
  let most = 0
  for (const { at, after } of looks) {
    for (const deadline of after.deadlines ?? []) most = Math.max(most, deadline.at - at)
  }
  return most
}

/** At most one point for each pixel. */
function lineOf(
  looks: readonly LookRow[],
  limit: Limit,
  x: (at: number) => number,
  y: (ms: number) => number,
): string {
  const steps: string[] = []
  let pen = 'M'
  let lastPx = Number.NaN
  for (const { at, after } of looks) {
    const end = after.deadlines?.find((deadline) => deadline.limit === limit)
    if (!end) {
      pen = 'M'
      continue
    }
    const px = Math.round(x(at))
    if (pen === 'L' && px === lastPx) continue
    steps.push(`${pen}${px} ${y(end.at - at).toFixed(1)}`)
    pen = 'L'
    lastPx = px
  }
  return steps.join('')
}

function changesOf(
  looks: readonly LookRow[],
  x: (at: number) => number,
  widthPx: number,
): readonly Change[] {
  const drawn: Omit<Change, 'hasRoom'>[] = []
  for (const row of looks) {
    const at = x(row.at)
    // Shapes that cover each other tell nothing.
    if (isChange(row) && at - (drawn.at(-1)?.x ?? -shapePx) >= shapePx / 2) {
      drawn.push({ row, x: at })
    }
  }
  return drawn.map((change, index) => ({
    ...change,
    hasRoom: change.x + wordPx <= (drawn[index + 1]?.x ?? widthPx),
  }))
}

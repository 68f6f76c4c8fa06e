// Durations as people type them and as reports show them: `90s`, `2h30m`, `14d`.

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const

const typedDuration = /^(?=\d)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?:in)?)?(?:(\d+(?:\.\d{1,3})?)s)?$/

/** Longer than that is no session: CAS itself says fifty years for "never". */
const longestMs = 40 * 365 * 86_400_000

/** In ms; undefined for what is no duration, or none of use. */
export function parseDuration(typed: string): number | undefined {
  const found = typedDuration.exec(typed.trim())
  if (!found) return undefined
  const ms = units.reduce((sum, [, unitMs], at) => sum + Number(found[at + 1] ?? 0) * unitMs, 0)
  return ms > 0 && ms <= longestMs ? Math.round(ms) : undefined
}

/** @example durationText(9_000_000) // '2h30m' */
export function durationText(ms: number): string {
  let left = Math.round(Math.abs(ms))
  const parts = units.flatMap(([unit, unitMs]) => {
    const count = unit === 's' ? left / unitMs : Math.floor(left / unitMs)
    left -= count * unitMs
    return count > 0 ? [`${count}${unit}`] : []
  })
  return `${ms < 0 ? '-' : ''}${parts.join('') || '0s'}`
}

/** @example secondsText(-1234) // '-1.2 s' */
export function secondsText(ms: number): string {
  return `${ms > 0 ? '+' : ''}${(ms / 1000).toFixed(1)} s`
}

// What was promised beside what was measured.
import { formatNumber } from '../table.js'

export interface Goal {
  readonly what: string
  readonly measured: number
  readonly unit?: string
  readonly goal: readonly ['at most' | 'at least', number]
}

/** What was not measured is not reached. */
export function isReached({ measured, goal: [way, limit] }: Goal): boolean {
  return way === 'at most' ? measured <= limit : measured >= limit
}

export function formatGoal(goal: Goal): string {
  const { what, measured, unit } = goal
  const [way, limit] = goal.goal
  const number = formatNumber(measured) + (unit === undefined ? '' : ` ${unit}`)
  const verdict = isReached(goal) ? 'reached' : 'missed'
  return `${what}: ${number}, goal ${way} ${formatNumber(limit)}: ${verdict}`
}

/** Prints a line for each; true when all are reached. */
export function report(goals: readonly Goal[]): boolean {
  console.log()
  for (const goal of goals) console.log(formatGoal(goal))
  return goals.every(isReached)
}

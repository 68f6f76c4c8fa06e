// What a run came to, for people and as JSON.
import { type Paint, table } from '../output.js'
import { iso, isoSeconds } from '../words.js'
import { durationText, secondsText } from './duration.js'
import { type Finding, type Outcome, verdictWords } from './finding.js'
import { expectedReason, type Verdict } from './judgement.js'
import type { Case, Plan } from './plan.js'
import { limits, limitsInWords } from './told-limits.js'

/** The worst counts: an expectation that failed, then what can't be told. */
export function overall({ findings }: Outcome): Verdict {
  const has = (wanted: Verdict) => findings.some(({ verdict }) => verdict === wanted)
  return has('differs') ? 'differs' : has('cannot-tell') ? 'cannot-tell' : 'as-expected'
}

export function planLines(server: string, { cases, ...plan }: Plan, user: string): string[] {
  const rows = cases.map((one) => [
    `  ${one.name}`,
    `as ${user}`,
    one.endsBy === 'administrator'
      ? 'ended at once'
      : `ends after ${durationText(one.endsAfterMs)}`,
    wayInWords(one),
  ])
  const order = plan.oneAtATime ? ' one after the other' : ' side by side'
  return [
    `${server}: ${counted(cases.length)}${cases.length > 1 ? order : ''}, ${durationText(plan.totalMs)}, tolerance ${durationText(plan.toleranceMs)}`,
    ...table(rows),
    ...plan.leftOut.map(({ kind, why }) => `  ${kind}: left out, ${why}`),
  ]
}

function wayInWords({ kind, used, service }: Case): string {
  switch (kind) {
    case 'idle':
      return 'not used, looked at most near its end'
    case 'passive':
      return 'not used, looked at all the time'
    case 'max':
      return used ? 'used before it ends idle' : 'not used'
    case 'remember-me':
      return 'with the box ticked'
    case 'service':
      return `signed in for ${service}`
    case 'administrator':
      return 'through ssoSessions'
  }
}

export function outcomeLines(outcome: Outcome, paint: Paint): string[] {
  const { server, findings, plan } = outcome
  const verdict = overall(outcome)
  const good = findings.filter((one) => one.verdict === 'as-expected').length
  const tookMs = outcome.finishedAt - outcome.startedAt
  return [
    ...findings.flatMap((finding) => [...findingLines(finding, plan, paint), '']),
    ...plan.leftOut.map(({ kind, why }) => `${kind}: left out, ${why}`),
    `${server}: ${paint(colours[verdict], verdictWords[verdict])}, ${good} of ${counted(findings.length)} as expected, after ${durationText(Math.round(tookMs / 1000) * 1000)}`,
  ]
}

const colours = { 'as-expected': 'good', differs: 'bad', 'cannot-tell': 'warn' } as const

function findingLines(finding: Finding, { toleranceMs }: Plan, paint: Paint): string[] {
  const { case: one, verdict, sentence, told, predicted, source } = finding
  const rows = [
    ['  asked for', limitsInWords(one.asked)],
    ['  server says', told ? limitsInWords(told) || `nothing of limits (${source})` : ''],
    ['  predicted', predicted ? iso(middle(predicted)) : ''],
    ['  observed', observedInWords(finding)],
    ['  difference', differenceInWords(finding, toleranceMs)],
    ['  left alive', leftInWords(finding)],
  ]
  return [
    `${one.name}: ${paint(colours[verdict], verdictWords[verdict])}: ${sentence}`,
    ...table(rows.filter(([, words]) => words)),
  ]
}

function observedInWords({ aliveAt, endedBy, reason }: Finding): string {
  if (aliveAt === undefined) return ''
  if (endedBy === undefined) return `alive at ${iso(aliveAt)}`
  return `alive at ${iso(aliveAt)}, ended by ${iso(endedBy)}: ${reason}`
}

function differenceInWords({ differenceMs, resolutionMs = 0 }: Finding, toleranceMs: number) {
  if (differenceMs === undefined) return ''
  const more = secondsText(resolutionMs).replace('+', '')
  return `${secondsText(differenceMs)} ± ${more}, tolerance ${durationText(toleranceMs)}`
}

/** A sentence part for a session that could not be ended. */
export function leftInWords({ leftUntil, user }: Finding): string {
  if (leftUntil === undefined) return ''
  const when = leftUntil === 'unknown' ? 'nobody knows when' : `unused at ${isoSeconds(leftUntil)}`
  return `a session of ${user} could not be ended with proof; it ends by itself, ${when}`
}

export function planDocument(server: string, plan: Plan, user: string): object {
  const { cases, leftOut, toleranceMs, oneAtATime, totalMs } = plan
  return {
    server,
    user,
    toleranceSeconds: toleranceMs / 1000,
    oneAtATime,
    totalSeconds: totalMs / 1000,
    cases: cases.map((one) => ({
      name: one.name,
      ...limitsDocument('asked', one.asked),
      endsAfterSeconds: one.endsAfterMs / 1000,
      reason: expectedReason(one),
    })),
    leftOut,
  }
}

export function outcomeDocument(outcome: Outcome): object {
  const { server, plan, startedAt, finishedAt, findings } = outcome
  return {
    server,
    verdict: overall(outcome),
    startedAt: iso(startedAt),
    finishedAt: iso(finishedAt),
    toleranceSeconds: plan.toleranceMs / 1000,
    cases: findings.map(findingDocument),
    leftOut: plan.leftOut,
  }
}

function findingDocument(finding: Finding): object {
  const { case: one, predicted, aliveAt, endedBy, told, toldEndAt, leftUntil } = finding
  const { differenceMs, resolutionMs } = finding
  return {
    name: one.name,
    verdict: finding.verdict,
    sentence: finding.sentence,
    user: finding.user,
    ...(finding.source && { source: finding.source }),
    ...limitsDocument('asked', one.asked),
    ...(told && limitsDocument('told', told)),
    ...(predicted && { predictedEndAt: iso(middle(predicted)) }),
    ...(toldEndAt !== undefined && { toldEndAt: iso(toldEndAt) }),
    ...(aliveAt !== undefined && { aliveAt: iso(aliveAt) }),
    ...(endedBy !== undefined && { endedBy: iso(endedBy) }),
    ...(differenceMs !== undefined && { differenceSeconds: differenceMs / 1000 }),
    ...(resolutionMs !== undefined && { resolutionSeconds: resolutionMs / 1000 }),
    expectedReason: expectedReason(one),
    ...(finding.reason && { reason: finding.reason }),
    looks: finding.looks,
    uses: finding.uses,
    ...(leftUntil !== undefined && {
      leftUntil: leftUntil === 'unknown' ? leftUntil : iso(leftUntil),
    }),
  }
}

/** Seconds; null: no such limit is asked for. */
function limitsDocument(name: string, of: Case['asked'] | NonNullable<Finding['told']>): object {
  const told = limits.flatMap((limit) => {
    const ms = of[limit]
    return ms === undefined ? [] : [[`${limit}Seconds`, ms === null ? null : ms / 1000] as const]
  })
  return { [name]: Object.fromEntries(told) }
}

function middle({ from, to }: { readonly from: number; readonly to: number }): number {
  return (from + to) / 2
}

function counted(count: number): string {
  return count === 1 ? '1 case' : `${count} cases`
}

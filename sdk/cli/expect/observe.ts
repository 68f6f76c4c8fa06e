// Looks at the session of a case as planned, until it has ended or nothing more can be learned.
import type { AdminSession } from '../../admin.js'
import { endOf } from '../../deadlines.js'
import { problemOf } from '../problem.js'
import { stateInWords } from '../words.js'
import type { CaseContext } from './case-context.js'
import { secondsText } from './duration.js'
import type { Finding } from './finding.js'
import type { Seen } from './judgement.js'
import { type Case, type Step, stepsOf } from './plan.js'
import { mismatches, toldLimits } from './told-limits.js'
import type { Look, TrialSession } from './trial-session.js'

export interface Observation
  extends Seen,
    Pick<Finding, 'source' | 'told' | 'toldEndAt' | 'looks' | 'uses'> {
  /** A look saw that it has ended. */
  readonly gone: boolean
}

type Learning = { -readonly [K in keyof Observation]: Observation[K] } & {
  /** The server's own instant; only a use may move it. */
  idleLimitAt?: number | undefined
}

/** Rejects with a `Problem` when even the first look has no answer; and when it is interrupted. */
export async function observe(
  context: CaseContext,
  one: Case,
  session: TrialSession,
  row: AdminSession | undefined,
): Promise<Observation> {
  const first = await session.look()
  const learning = begin(one, session, first, context)
  if (learning.obstacle || learning.gone) return learning
  if (learning.complaints.length && !context.options.wait) return learning
  let base = session.began
  if (row && context.administrator) {
    base = await context.administrator.end(row)
    learning.predicted = base
  }
  await follow(context, one, session, learning, base.to)
  return learning
}

function begin(
  one: Case,
  session: TrialSession,
  first: Look,
  { toleranceMs }: CaseContext,
): Learning {
  const { began, kind } = session
  const { state, report } = first
  const learning: Learning = {
    predicted: { from: began.from + one.endsAfterMs, to: began.to + one.endsAfterMs },
    aliveAt: began.from,
    tellsLimits: false,
    complaints: [],
    source: kind,
    looks: 1,
    uses: 0,
    gone: false,
  }
  if (state.status !== 'signed-in' || !report.signedIn) {
    learning.gone = state.status === 'signed-out' && state.seen === 'ended'
    const sentence = `just signed in, but the first look says: ${stateInWords(state, first.arrivedAt)}`
    if (learning.gone) learning.complaints = [sentence]
    else learning.obstacle = sentence
    return learning
  }
  learning.aliveAt = first.askedAt
  learning.told = toldLimits(report, state, began.to)
  learning.tellsLimits = Object.keys(learning.told).length > 0
  learning.toldEndAt = endOf(state)?.at
  learning.idleLimitAt = report.idleLimitAt
  learning.complaints = mismatches(one, learning.told, toleranceMs)
  if (state.throttled) {
    learning.obstacle =
      'its policy is throttled: a look too soon after a use ends such a session, so it is not watched'
  }
  return learning
}

async function follow(
  context: CaseContext,
  one: Case,
  session: TrialSession,
  learning: Learning,
  baseAt: number,
): Promise<void> {
  const { time, shell, options } = context
  for (const { atMs, what } of plannedSteps(context, one, learning, baseAt)) {
    await time.until(baseAt + atMs, shell.interruption)
    shell.interruption.throwIfAborted()
    const unused = what === 'use' ? await use(session, learning) : undefined
    // Perhaps it could not be used because it had ended.
    const goesOn = what === 'use' && !unused ? true : await look(session, learning)
    shell.interruption.throwIfAborted()
    if (unused) learning.obstacle = unused
    if (!goesOn || unused || (learning.complaints.length && !options.wait)) return
  }
}

function plannedSteps(
  { toleranceMs, options }: CaseContext,
  one: Case,
  { told = {}, toldEndAt = NaN }: Learning,
  baseAt: number,
): readonly Step[] {
  const toldAfterMs =
    one.endsBy === 'administrator' ? NaN : (told[one.endsBy] ?? toldEndAt - baseAt)
  const ends = [one.endsAfterMs, ...(options.wait && toldAfterMs > 0 ? [toldAfterMs] : [])]
  return stepsOf(one, ends, told.idle, toleranceMs)
}

/** Why it could not be used. */
async function use(session: TrialSession, learning: Learning): Promise<string | undefined> {
  try {
    await session.use()
    learning.uses += 1
    learning.idleLimitAt = undefined
    return undefined
  } catch (error) {
    return sentenceOf(error)
  }
}

/** Whether there is more to learn. */
async function look(session: TrialSession, learning: Learning): Promise<boolean> {
  learning.looks += 1
  const seen = await session.look().catch(sentenceOf)
  if (typeof seen === 'string') {
    learning.obstacle = seen
    return true
  }
  const { state, report, askedAt, arrivedAt } = seen
  if (state.status === 'signed-in' && report.signedIn) {
    learning.aliveAt = askedAt
    noticeMove(learning, report.idleLimitAt)
    return true
  }
  // CAS says that it can't read the cookie, or won't: the session may well be alive.
  if (!report.signedIn && report.reason && report.reason !== 'ended') {
    learning.obstacle = `a look was answered "${report.reason}", which tells nothing of an end`
    return false
  }
  learning.gone = true
  learning.endedBy = arrivedAt
  learning.reason = state.status === 'signed-out' ? state.reason : undefined
  return false
}

function noticeMove(learning: Learning, idleLimitAt: number | undefined): void {
  const movedMs = (idleLimitAt ?? NaN) - (learning.idleLimitAt ?? NaN)
  if (movedMs && !learning.complaints.some((sentence) => sentence.startsWith(extended))) {
    const sentence = `${extended}: its idle limit moved by ${secondsText(movedMs)}`
    learning.complaints = [...learning.complaints, sentence]
  }
  learning.idleLimitAt = idleLimitAt
}

const extended = 'a look extended it'

/** @throws what is a fault of this program */
function sentenceOf(error: unknown): string {
  const problem = problemOf(error)
  if (!problem) throw error
  return problem.message.replace(/\.$/, '')
}

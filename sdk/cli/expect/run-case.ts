// One case from sign-in to its verdict: a session of its own, looked at and used as planned, and ended whatever happens.
import type { AdminSession } from '../../admin.js'
import { Problem, problemOf } from '../problem.js'
import type { Shell } from '../shell.js'
import { isoSeconds } from '../words.js'
import type { CaseContext } from './case-context.js'
import { durationText } from './duration.js'
import { type Finding, verdictWords } from './finding.js'
import { judge } from './judgement.js'
import { type Observation, observe } from './observe.js'
import type { Case } from './plan.js'
import { beginTrial, type TrialSession } from './trial-session.js'

/** Rejects only with a fault of this program; the session has been ended then, too. */
export async function runCase(context: CaseContext, one: Case): Promise<Finding> {
  const { shell, time, server, credentials, options, say } = context
  const { user } = credentials
  const beganAt = time.clock.now()
  let session: TrialSession | undefined
  let row: AdminSession | undefined
  let observation: Observation | undefined
  let obstacle: string | undefined
  let leftUntil: Finding['leftUntil']
  try {
    await context.inTurn(async () => {
      shell.interruption.throwIfAborted()
      const find = await administratorOf(context, one)?.beforeSignIn(user)
      session = await beginTrial(shell, server, one, credentials, options)
      row = await find?.()
    })
    shell.interruption.throwIfAborted()
    if (session) {
      say(`${one.name}: signed in as ${user}, ${endInWords(one, session)}`)
      observation = await observe(context, one, session, row)
    }
  } catch (error) {
    obstacle = obstacleOf(error, shell)
  } finally {
    if (session && !observation?.gone) leftUntil = await endOrTell(session, one, observation)
  }
  const finding = {
    ...(observation
      ? { ...observation, ...judge(one, observation, context.toleranceMs) }
      : { verdict: 'cannot-tell' as const, sentence: obstacle ?? '', looks: 0, uses: 0 }),
    case: one,
    user,
    beganAt,
    finishedAt: time.clock.now(),
    leftUntil,
  }
  if (!shell.interruption.aborted) {
    say(`${one.name}: ${verdictWords[finding.verdict]}: ${finding.sentence}`)
  }
  return finding
}

function administratorOf({ administrator }: CaseContext, { endsBy }: Case) {
  return endsBy === 'administrator' ? administrator : undefined
}

function obstacleOf(error: unknown, { interruption }: Shell): string {
  if (interruption.aborted) return 'it was interrupted'
  const problem = problemOf(error)
  if (!problem) throw error
  return problem.message.replace(/\.$/, '')
}

/** Undefined once it has ended. */
async function endOrTell(
  session: TrialSession,
  { endsBy, endsAfterMs }: Case,
  observation: Observation | undefined,
): Promise<Finding['leftUntil']> {
  if (await session.end()) return undefined
  if (observation?.toldEndAt) return observation.toldEndAt
  return endsBy === 'administrator' ? 'unknown' : session.began.to + endsAfterMs
}

function endInWords({ endsBy, endsAfterMs }: Case, { began }: TrialSession): string {
  if (endsBy === 'administrator') return 'to be ended by an administrator'
  return `to end after ${durationText(endsAfterMs)}, at ${isoSeconds(began.to + endsAfterMs)}`
}

/** What every further sign-in of this user would meet, too: a wrong password, tried often, blocks an account. */
const shared: readonly Problem['kind'][] = [
  'wrong-password',
  'account-blocked',
  'more-than-password',
  'not-cas',
  'trouble',
]

export function oneSignInAtATime(): CaseContext['inTurn'] {
  let last: Promise<unknown> = Promise.resolve()
  let stopped: Problem | undefined
  return (signIn) => {
    const turn = last.then(async () => {
      if (stopped)
        throw new Problem(
          stopped.kind,
          `Not tried, since another sign-in failed: ${stopped.message}`,
        )
      return signIn()
    })
    last = turn.catch((error: unknown) => {
      const problem = problemOf(error)
      if (problem && shared.includes(problem.kind)) stopped ??= problem
    })
    return turn
  }
}

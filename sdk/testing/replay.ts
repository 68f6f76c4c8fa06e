// A recorded timeline happens again: the same looks with the same answers, on a clock that is turned. Nobody is asked.
import type { Clock as SdkClock } from '../clock.js'
import { SsoError } from '../errors.js'
import { createMonitor, type Watch } from '../monitor.js'
import type { Observation } from '../observation.js'
import { badInput } from '../options.js'
import type { Report } from '../report.js'
import type { StatusSource } from '../source.js'
import { readTimeline, type Timeline } from '../timeline-file.js'
import { type LookRow, observationOf } from '../timeline-rows.js'
import { countCalls } from './calls.js'
import { type Clock, createClock, type Duration } from './clock.js'
import { durationOf } from './script.js'

export interface ReplayOptions {
  /** Whose session, where the timeline tells of several servers. Default: that of the first look. */
  readonly server?: string
}

export interface Replay {
  /** What the SDK concludes from the recorded looks; it looks when they did, and at no other time. */
  readonly session: Watch
  /** The recorded looks at this server. */
  readonly rows: readonly LookRow[]
  /** For a session of your own, which looks when it wants to: `watchSession(server, { source, clock })`. */
  readonly source: StatusSource
  readonly clock: Clock
  /** Time goes by to the answer of the next look, or of as many; default: of the last one. What a listener throws rejects here. */
  play(looks?: number): Promise<void>
  /** Time goes by without a recorded look. */
  advance(by: Duration): Promise<void>
}

/**
 * @param timeline a file's text, or what was read from it
 * @throws TimelineError when the text is no timeline, TypeError when it holds no look at the server
 */
export function replay(
  timeline: string | Timeline,
  { server: wanted }: ReplayOptions = {},
): Replay {
  const rows = looksOf(timeline, wanted)
  const [first] = rows
  if (!first) {
    throw wanted === undefined
      ? badInput('timeline', 'one with a look')
      : badInput('server', 'one that the timeline has looks of')
  }
  const { server } = first
  const clock = createClock({ fixedAt: first.askedAt })
  const { counting, waitingFor, settled } = countCalls()
  const { session, learn } = recordedSession(server, clock)
  const source = recordedSource(rows, clock)
  const known = knownBefore(first)
  let played = 0
  let ready = known ? learn(known) : Promise.resolve()

  async function playNext(row: LookRow): Promise<void> {
    const ms = row.at - clock.now()
    if (ms < 0) clock.stop(row.at)
    else await clock.runFor(ms, settled)
    await learn(observationOf(row))
    await settled()
  }

  /** One after another, also when somebody doesn't wait. */
  function inTurn(act: () => Promise<void>): Promise<void> {
    const done = ready.then(act)
    ready = done.catch(() => {})
    return done
  }

  return {
    session,
    rows,
    source: { ...source, look: counting(source.look), touch: counting(source.touch) },
    clock: waitingFor(clock),
    play: (looks = rows.length) =>
      inTurn(async () => {
        const next = rows.slice(played, played + looks)
        for (const row of next) {
          played += 1
          await playNext(row)
        }
      }),
    async advance(by) {
      const ms = durationOf('advance', by)
      await inTurn(() => clock.runFor(ms, settled))
    },
  }
}

function looksOf(timeline: string | Timeline, wanted?: string): readonly LookRow[] {
  const { rows } = typeof timeline === 'string' ? readTimeline(timeline) : timeline
  const looks = rows.filter((row) => row.kind === 'look')
  const server = wanted ?? looks[0]?.server
  return looks.filter((row) => row.server === server)
}

/** The SDK's own session, which learns what it is given instead of asking. */
function recordedSession(
  server: string,
  clock: SdkClock,
): { readonly session: Watch; learn(observation: Observation): Promise<void> } {
  const thrown: (() => void)[] = []
  let answer: (() => void) | undefined
  let given: Partial<Observation> = {}
  const unanswered = () =>
    new Promise<Report>((resolve) => {
      // What it learns is in the mark.
      answer = () => resolve({ signedIn: false })
    })
  const quietClock: SdkClock = {
    now: clock.now,
    // Its own looks are not wanted; an error of a listener comes with the next turn.
    after(ms, callback) {
      if (ms === 0) thrown.push(callback)
      return () => {}
    },
  }
  const monitor = createMonitor(
    { server, route: server, status: unanswered },
    {
      clock: quietClock,
      environment: { visible: () => false, onWake: () => () => {} },
      openChannel: undefined,
    },
    undefined,
    () => given,
  )
  return {
    session: monitor,
    async learn(observation) {
      given = observation
      const looked = monitor.look(observation.cause)
      answer?.()
      await looked
      for (const callback of thrown.splice(0)) callback()
    },
  }
}

/** Answers as the last recorded look was answered, whoever asks; the server's clock goes on. */
function recordedSource(rows: readonly LookRow[], clock: SdkClock): StatusSource {
  const look = async (): Promise<Report> => {
    const now = clock.now()
    const row = rows.findLast(({ askedAt }) => askedAt <= now) ?? rows[0]
    const outcome = row?.outcome ?? { kind: 'unreachable' }
    if ('kind' in outcome) throw new SsoError(outcome.kind, outcome)
    const { now: serverNow } = outcome
    return serverNow === undefined || !row
      ? outcome
      : { ...outcome, now: serverNow + now - row.askedAt }
  }
  return { name: 'timeline', look, touch: look }
}

/** A recording may begin when somebody is signed in already: what was known then, as if it had just been seen. */
function knownBefore({ askedAt, before, outcome, skewMs = 0 }: LookRow): Observation | undefined {
  const { status, user, deadlines = [] } = before
  if (status !== 'signed-in' || user === undefined) return undefined
  const session = 'principal' in outcome && outcome.principal === user ? outcome.session : undefined
  const limits = deadlines.map(({ limit, at }) => [`${limit}LimitAt`, at + skewMs])
  const report = {
    signedIn: true,
    principal: user,
    now: askedAt + skewMs,
    ...(session !== undefined && { session }),
    ...Object.fromEntries(limits),
    origin: deadlines[0]?.origin ?? 'server',
  } as const
  return { cause: 'start', askedAt, arrivedAt: askedAt, outcome: report, dice: 0.5 }
}

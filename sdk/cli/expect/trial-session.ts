// A session that a case begins for itself, looks at, uses and ends again; nothing of it is stored.
import { nothingKnown, reduce } from '../../machine.js'
import type { Report } from '../../report.js'
import type { SessionState } from '../../session.js'
import { gatewayUrl } from '../../urls.js'
import { type Connection, type ConnectionOptions, connect } from '../connection.js'
import type { Credentials } from '../credentials.js'
import { Problem } from '../problem.js'
import { emptyJar, frozenJar, type SessionJar } from '../session-jar.js'
import type { Shell } from '../shell.js'
import { type SourceKind, see, sourceOf } from '../sight.js'
import { fillIn, openForm } from '../sign-in.js'
import { signOut } from '../sign-out.js'
import { isoSeconds } from '../words.js'
import type { Span } from './judgement.js'
import type { Case } from './plan.js'
import type { TrialOptions } from './trial-options.js'

export interface Look {
  readonly askedAt: number
  readonly arrivedAt: number
  readonly report: Report
  readonly state: SessionState
}

export interface TrialSession {
  readonly began: Span
  /** What is asked, known after the first look. */
  readonly kind: SourceKind | undefined
  /** Rejects with a `Problem` where CAS gives no answer to go by. */
  look(): Promise<Look>
  /** Counts as activity: a gateway visit, or else the module's touch. Rejects with a `Problem`. */
  use(): Promise<void>
  /** Whether it has ended, with proof. Never rejects. */
  end(): Promise<boolean>
}

/** Rejects with a `Problem`. */
export async function beginTrial(
  shell: Shell,
  server: string,
  { service, rememberMe, endsAfterMs }: Case,
  credentials: Credentials,
  options: TrialOptions,
): Promise<TrialSession> {
  const jar = emptyJar(server, shell, options.cookieName)
  const limits = { timeoutMs: options.timeoutMs }
  const form = await openForm(connect(server, jar, shell, limits), service)
  if (!form) throw new Problem('not-cas', `${server} shows no login form: correct the address.`)
  // From here on there may be a session that only we know of: it is ended, whatever happens.
  const steady = connect(server, jar, shell, { ...limits, uninterrupted: true })
  const from = shell.clock.now()
  await fillIn(steady, jar, form, {
    ...credentials,
    ...(service && { service }),
    ...(rememberMe && { rememberMe }),
  }).catch((error) => {
    throw perhapsBegun(error, credentials.user, shell.clock.now() + endsAfterMs)
  })
  const began = { from, to: shell.clock.now() }
  return trialSession(shell, server, jar, await frozenJar(jar, `${server}/`), began, options)
}

/** Without an answer to the form nobody holds a cookie of the session that CAS may have made. */
function perhapsBegun(error: unknown, user: string, endsAt: number): unknown {
  const unanswered =
    error instanceof Problem && ['unreachable', 'timed-out'].includes(`${error.trouble}`)
  if (!unanswered) return error
  const sentence = `${error.message} A session of ${user} may have begun all the same; unused it should end by itself at ${isoSeconds(endsAt)}.`
  return new Problem(error.kind, sentence, error.trouble)
}

function trialSession(
  shell: Shell,
  server: string,
  jar: SessionJar,
  kept: SessionJar,
  began: Span,
  options: TrialOptions,
): TrialSession {
  const to = (which: SessionJar, more: Partial<ConnectionOptions> = {}): Connection =>
    connect(server, which, shell, { timeoutMs: options.timeoutMs, ...more })
  const watching = to(kept)
  const choice = options.choiceFor(kept)
  let memory = nothingKnown
  let kind: SourceKind | undefined

  async function look(): Promise<Look> {
    const askedAt = shell.clock.now()
    const report = await ask()
    const arrivedAt = shell.clock.now()
    const observation = { cause: 'check', askedAt, arrivedAt, outcome: report, dice: 0 } as const
    memory = reduce(memory, observation).memory
    return { askedAt, arrivedAt, report, state: memory.state }
  }

  async function ask(): Promise<Report> {
    if (!kind) {
      const sight = await see(watching, shell, choice)
      kind = sight.kind
      return sight.report
    }
    return watching
      .client(sourceOf(kind, choice))
      .status()
      .catch((error) => {
        throw watching.problem(error)
      })
  }

  return {
    began,
    get kind() {
      return kind
    },
    look,
    async use() {
      const acting = to(jar)
      if (options.visit) return visit(acting, options.visit)
      await touch(acting)
    },
    async end() {
      const more = { uninterrupted: true }
      const told = { ...choice, kind: kind ?? choice.kind }
      return signOut(to(jar, more), to(kept, more), shell, told).then(
        ({ proved }) => proved,
        () => false,
      )
    },
  }
}

const notUsable =
  'The session could not be used, so it ends by its idle limit: name a registered service with --visit, or allow the touch of the module'

/** The module takes a touch from CAS's own origin alone. */
async function touch({ server, ask }: Connection): Promise<void> {
  const { origin } = new URL(server)
  await sourceOf('isloggedin')
    .touch((path, init) =>
      ask(`${server}/${path}`, { ...init, headers: { ...init.headers, origin } }),
    )
    .catch(() => {
      throw new Problem('trouble', notUsable, 'refused')
    })
}

/** The answer is a redirect to the service, with a ticket if the session was used. */
async function visit({ server, ask }: Connection, service: string): Promise<void> {
  const { status, headers } = await ask(gatewayUrl(server, service), {
    headers: { accept: 'text/html' },
  })
  const location = headers.get('location') ?? ''
  const back = URL.canParse(location) && new URL(location).searchParams.has('ticket')
  if (status >= 300 && status < 400 && back) return
  throw new Problem('trouble', notUsable, 'refused')
}

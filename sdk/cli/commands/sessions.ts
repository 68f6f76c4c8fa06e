// `sso-pulse sessions list|end <cas>`: everybody's sessions, for administrators.
import { type Command, Option } from 'commander'
import type { Admin, AdminSession, SessionQuery } from '../../admin.js'
import { SsoError } from '../../errors.js'
import type { Act } from '../act.js'
import { type AdminAccess, openAdmin } from '../admin-access.js'
import { casAddress, type ServerOptions, wholeNumber, withServerOptions } from '../arguments.js'
import { adminVariables } from '../credentials.js'
import { exitCodes } from '../exit-codes.js'
import { busy, plainText, table, tell } from '../output.js'
import { Problem } from '../problem.js'
import type { Shell } from '../shell.js'
import { iso, isoSeconds } from '../words.js'

interface AdminOptions extends ServerOptions, AdminAccess {
  readonly showIds?: boolean
}

interface ListOptions extends AdminOptions {
  readonly user?: string
  readonly direct?: boolean
  readonly proxied?: boolean
  readonly from?: number
  readonly count?: number
}

interface EndOptions extends AdminOptions {
  readonly id?: string
  readonly user?: string
  readonly all?: boolean
  readonly server?: string
}

export function addSessions(program: Command, act: Act): void {
  const sessions = program.command('sessions').description("list and end everybody's sessions")
  withAdmin(sessions.command('list'))
    .description('list the live sessions; ids show only their ends')
    .option('--user <name>', 'of this user, whatever the case')
    .addOption(new Option('--direct', 'without those of applications').conflicts('proxied'))
    .option('--proxied', 'only those of applications that act for a user')
    .option('--from <n>', "CAS's own offset", wholeNumber)
    .option('--count <n>', "CAS's own limit", wholeNumber)
    .action(act(list))
  withAdmin(sessions.command('end'))
    .description('end sessions, and prove it by a new list')
    .addOption(new Option('--id <id>', 'one, as listed').conflicts(['user', 'all']))
    .addOption(new Option('--user <name>', 'all of this user').conflicts(['id', 'all']))
    .addOption(new Option('--all', "everybody's, also yours; needs --server"))
    .option('--server <cas>', 'the prefix once more, letter by letter, to confirm --all')
    .action(act(end))
}

function withAdmin(command: Command): Command {
  return withServerOptions(command)
    .argument('<cas>', 'the prefix of the CAS', casAddress)
    .option('--admin-user <name>', `for HTTP Basic; default: ${adminVariables.user}`)
    .option('--password-file <file>', `its first line; default: ${adminVariables.password}`)
    .option('--show-ids', 'print whole ids, which are secrets')
}

async function list(shell: Shell, server: string, options: ListOptions): Promise<number> {
  const { user, direct, proxied, from, count } = options
  const type = direct ? 'DIRECT' : proxied ? 'PROXIED' : undefined
  const query: SessionQuery = {
    ...(user !== undefined && { user: named(user) }),
    ...(type && { type }),
    ...(from !== undefined && { from }),
    ...(count !== undefined && { count }),
  }
  const admin = await openAdmin(shell, server, options)
  const { sessions, total } = await asked(shell, server, () => admin.list(query))
  const document = {
    server,
    sessions: sessions.map((session) => documentOf(session, options)),
    ...(total !== undefined && { total }),
  }
  tell(shell, options, document, [
    ...(sessions.length ? table([head, ...sessions.map((one) => rowOf(one, options))]) : []),
    `${server}: ${counted(sessions.length)}`,
  ])
  return exitCodes.ok
}

async function end(shell: Shell, server: string, options: EndOptions): Promise<number> {
  const { id, user, all } = options
  if (id === undefined && user === undefined && !all) {
    throw new Problem(
      'usage',
      'Nothing was named to end: give --id, --user, or --all with --server.',
    )
  }
  if (all && options.server !== server) {
    throw new Problem(
      'usage',
      `--all ends everybody's sessions: confirm it with --server ${server}.`,
    )
  }
  const admin = await openAdmin(shell, server, options)
  const outcome = await asked(shell, server, () => {
    if (all) return admin.endEverySession({ confirm: admin.server })
    return user === undefined ? endOne(admin, id ?? '') : admin.endAllOf(named(user))
  })
  const { ended, left, singleLogout } = outcome
  const applications = singleLogout.map(({ service, status }) => ({ service, status }))
  const remaining = left.map((session) => documentOf(session, options))
  tell(shell, options, { server, ended, left: remaining, singleLogout: applications }, [
    `${server}: ${counted(ended)} ended, ${left.length} left`,
    ...applications.map(({ service, status }) => `  ${told[status]} ${plainText(service)}`),
  ])
  return ended > 0 && left.length === 0 ? exitCodes.ok : exitCodes.no
}

/** CAS answers the same for a session that never was: only the lists before and after tell. */
async function endOne(admin: Admin, id: string) {
  const find = async () => {
    const { sessions } = await admin.list()
    return sessions.filter((one) => one.id.reveal() === id || `${one.id}` === id)
  }
  const found = await find()
  const [session] = found
  if (!session) throw new Problem('no-session', `${admin.server} lists no session ${masked(id)}.`)
  if (found.length > 1) {
    throw new Problem(
      'usage',
      `${found.length} sessions show as ${id}: name one by its whole id, which --show-ids prints.`,
    )
  }
  const { singleLogout } = await admin.end(session)
  const { sessions } = await admin.list()
  const left = sessions.filter((one) => one.id.reveal() === session.id.reveal())
  return { ended: 1 - left.length, left, singleLogout }
}

const told = {
  SUCCESS: 'told:',
  FAILURE: 'could not be told:',
  NOT_ATTEMPTED: 'only a browser could tell:',
} as const

/** What was typed may be a whole id. */
function masked(id: string): string {
  return /…/.test(id) ? plainText(id) : 'with this id'
}

function named(user: string): string {
  if (user.trim()) return user
  throw new Problem('usage', '--user names nobody: give the name of a user.')
}

async function asked<T>(shell: Shell, server: string, work: () => Promise<T>): Promise<T> {
  return busy(shell, `Asking ${server}`, work).catch((error: unknown) => {
    const kind = error instanceof SsoError && error.kind
    if (kind !== 'refused' && kind !== 'missing' && kind !== 'login-page') throw error
    throw new Problem(
      'trouble',
      `${server}/actuator/ssoSessions lets this caller not in (${kind}): name an administrator with ${adminVariables.user}, or let its deployer open it by management.endpoint.ssoSessions.access and cas.monitor.endpoints.endpoint.ssoSessions, as docs/administration.md shows.`,
      kind,
    )
  })
}

function counted(count: number): string {
  return count === 1 ? '1 session' : `${count} sessions`
}

const head = ['user', 'id', 'since', 'time limit', 'idle limit', 'uses', 'applications']

function rowOf(session: AdminSession, options: AdminOptions): string[] {
  const { principal, proxied, proxiedBy, authenticatedAt, createdAt = authenticatedAt } = session
  const at = (instant: number | undefined) => (instant ? isoSeconds(instant) : '-')
  const user = proxied ? `${principal} by ${proxiedBy ?? 'an application'}` : principal
  return [
    plainText(user),
    idOf(session, options),
    at(createdAt),
    at(session.timeLimitAt),
    at(session.idleLimitAt),
    `${session.uses ?? '-'}`,
    plainText(session.services.join(' '), 200) || '-',
  ]
}

function idOf({ id }: AdminSession, { showIds }: AdminOptions): string {
  return showIds ? id.reveal() : `${id}`
}

const instants = [
  'authenticatedAt',
  'createdAt',
  'lastUsedAt',
  'timeLimitAt',
  'idleLimitAt',
] as const

function documentOf(session: AdminSession, options: AdminOptions): object {
  const times = instants.flatMap((name) => {
    const at = session[name]
    return at === undefined ? [] : [[name, iso(at)] as const]
  })
  return { ...session, ...Object.fromEntries(times), id: idOf(session, options) }
}

// `sso-pulse login <cas>`: signs in by the form, as a browser would, and stores the session.
import type { Command } from 'commander'
import { logoutUrl } from '../../urls.js'
import type { Act } from '../act.js'
import {
  casAddress,
  cookieNameOption,
  type StoredOptions,
  webAddress,
  withJar,
} from '../arguments.js'
import { type Connection, connect } from '../connection.js'
import { type CredentialOptions, readCredentials, userVariables } from '../credentials.js'
import { exitCodes } from '../exit-codes.js'
import { busy, tell } from '../output.js'
import { Problem } from '../problem.js'
import { openJar, type SessionJar } from '../session-jar.js'
import type { Shell } from '../shell.js'
import { type Sight, see } from '../sight.js'
import { fillIn, openForm } from '../sign-in.js'
import { stateDocument } from '../state-document.js'
import { stateInWords } from '../words.js'

interface LoginOptions extends StoredOptions, CredentialOptions {
  readonly rememberMe?: boolean
  readonly service?: string
  readonly cookieName?: string
}

export function addLogin(program: Command, act: Act): void {
  withJar(program.command('login'))
    .description('sign in by the login form, and store the session')
    .argument('<cas>', 'the prefix of the CAS', casAddress)
    .option('--user <name>', `default: ${userVariables.user}, or asked for`)
    .option(
      '--password-file <file>',
      `its first line; default: ${userVariables.password}, or asked for`,
    )
    .option('--remember-me', 'tick that box')
    .option('--service <url>', 'sign in for this application', webAddress)
    .addOption(cookieNameOption())
    .action(act(login))
}

async function login(shell: Shell, server: string, options: LoginOptions): Promise<number> {
  const jar = await openJar(server, options.jar, shell)
  const limits = { timeoutMs: options.timeout * 1000 }
  await refuseSecondSession(connect(server, jar, shell, limits), jar)
  const fresh = jar.empty(options.cookieName)
  const form = await openForm(connect(server, fresh, shell, limits), options.service)
  if (!form) throw new Problem('not-cas', `${server} shows no login form: correct the address.`)
  const credentials = await readCredentials(shell, options, userVariables)

  // From here on there may be a session that only we know of: it is stored or ended, whatever happens.
  const steady = connect(server, fresh, shell, { ...limits, uninterrupted: true })
  await busy(shell, `Signing in at ${server}`, () =>
    fillIn(steady, fresh, form, { ...options, ...credentials }),
  )
  await storeOrEnd(shell, steady, fresh)
  const sight = await see(steady, shell).catch(() => undefined)
  tellSignedIn(shell, server, fresh, options, credentials.user, sight)
  return exitCodes.ok
}

/** A live session that is forgotten would stay alive. */
async function refuseSecondSession(connection: Connection, jar: SessionJar): Promise<void> {
  const { server } = connection
  if (!(await jar.tgc(`${server}/login`)) || (await openForm(connection))) return
  throw new Problem(
    'signed-in-already',
    `The session stored in ${jar.path} is alive: run sso-pulse logout ${server} first, or name another jar with --jar.`,
  )
}

async function storeOrEnd(shell: Shell, connection: Connection, jar: SessionJar): Promise<void> {
  try {
    shell.interruption.throwIfAborted()
    await jar.save()
  } catch (error) {
    const ended = await end(connection)
    const became = ended
      ? 'the new session was ended again'
      : `the new session may still be alive: end it at ${logoutUrl(connection.server)}`
    shell.err.write(`sso-pulse: ${became}.\n`)
    throw error
  }
}

/** CAS shows its form again to a cookie whose session has ended. */
async function end(connection: Connection): Promise<boolean> {
  try {
    await connection.ask(logoutUrl(connection.server, { confirmed: true }))
    return (await openForm(connection)) !== undefined
  } catch {
    return false
  }
}

function tellSignedIn(
  shell: Shell,
  server: string,
  { path }: SessionJar,
  options: LoginOptions,
  typed: string,
  sight: Sight | undefined,
): void {
  const { state } = sight ?? {}
  const document = state ? stateDocument(state) : { status: 'signed-in', user: typed }
  const words = state ? stateInWords(state, shell.clock.now()) : `signed in as ${typed}`
  tell(shell, options, { server, jar: path, ...document }, [
    `${server}: ${words}`,
    `  stored in ${path}`,
  ])
}

// Who signs in: from the environment, a file or the person at the terminal, never from an argument, which every process can read.
import type { Credentials } from '../http-basic.js'
import { Problem } from './problem.js'
import type { Shell } from './shell.js'

export type { Credentials } from '../http-basic.js'

export interface CredentialOptions {
  /** A name is no secret. */
  readonly user?: string
  readonly passwordFile?: string
}

export interface Variables {
  readonly user: string
  readonly password: string
}

export const userVariables: Variables = { user: 'SSO_PULSE_USER', password: 'SSO_PULSE_PASSWORD' }
export const adminVariables: Variables = {
  user: 'SSO_PULSE_ADMIN_USER',
  password: 'SSO_PULSE_ADMIN_PASSWORD',
}

export async function readCredentials(
  shell: Pick<Shell, 'env' | 'files' | 'prompt'>,
  options: CredentialOptions,
  variables: Variables,
): Promise<Credentials> {
  const given = options.user ?? shell.env[variables.user]
  const user = given || (await shell.prompt?.('User name: ', { hidden: false }))
  if (!user) throw missing('user name', variables.user, '--user')
  const kept = options.passwordFile
    ? await firstLine(shell, options.passwordFile)
    : shell.env[variables.password]
  const password = kept || (await shell.prompt?.(`Password of ${user}: `, { hidden: true }))
  if (!password) throw missing('password', variables.password, '--password-file')
  return { user, password }
}

async function firstLine({ files }: Pick<Shell, 'files'>, path: string): Promise<string> {
  const file = await files.read(path)
  const [line] = file?.text.split(/\r?\n/, 1) ?? []
  if (line) return line
  const what = file ? 'begins with an empty line' : 'is not there'
  throw new Problem(
    'credentials',
    `The password file ${path} ${what}: put the password into its first line.`,
  )
}

function missing(what: string, variable: string, option: string): Problem {
  return new Problem(
    'credentials',
    `No ${what} was given: set ${variable}, name it with ${option}, or run this on a terminal.`,
  )
}

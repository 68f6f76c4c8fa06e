// How an administrator is let in: by HTTP Basic where a name is given, else by the address.
import { type Admin, createAdmin } from '../admin.js'
import { basic } from '../http-basic.js'
import { connect } from './connection.js'
import { adminVariables, type CredentialOptions, readCredentials } from './credentials.js'
import type { Shell } from './shell.js'

export interface AdminAccess extends Pick<CredentialOptions, 'passwordFile'> {
  readonly adminUser?: string
}

export function adminNameOf(
  { env }: Pick<Shell, 'env'>,
  { adminUser }: AdminAccess,
): string | undefined {
  return adminUser ?? env[adminVariables.user]
}

export async function openAdmin(
  shell: Shell,
  server: string,
  { timeout, ...access }: AdminAccess & { readonly timeout: number },
): Promise<Admin> {
  const { passwordFile } = access
  const user = adminNameOf(shell, access)
  const headers = user && {
    authorization: basic(
      await readCredentials(shell, { user, ...(passwordFile && { passwordFile }) }, adminVariables),
    ),
  }
  const timeoutMs = timeout * 1000
  const { fetch } = connect(server, undefined, shell, { timeoutMs })
  return createAdmin(server, { fetch, clock: shell.clock, timeoutMs, ...(headers && { headers }) })
}

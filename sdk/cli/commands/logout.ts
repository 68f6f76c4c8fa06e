// `sso-pulse logout <cas>`: ends the stored session, and proves it.
import type { Command } from 'commander'
import { logoutUrl } from '../../urls.js'
import { casAddress, type LookOptions, withLook } from '../arguments.js'
import { connect } from '../connection.js'
import { exitCodes } from '../exit-codes.js'
import { busy, tell } from '../output.js'
import { Problem } from '../problem.js'
import type { Act } from '../program.js'
import { openJar } from '../session-jar.js'
import type { Shell } from '../shell.js'
import { choiceOf } from '../sight.js'
import { type SignOutOutcome, signOut } from '../sign-out.js'

export function addLogout(program: Command, act: Act): void {
  withLook(program.command('logout'))
    .description('end the stored session, prove it, and delete what was stored')
    .argument('<cas>', 'the prefix of the CAS', casAddress)
    .action(act(logout))
}

async function logout(shell: Shell, server: string, options: LookOptions): Promise<number> {
  const jar = await openJar(server, options.jar, shell)
  if (!jar.stored) {
    throw new Problem(
      'no-session',
      `No session of ${server} is stored: a browser's is ended at ${logoutUrl(server)}.`,
    )
  }
  const kept = await jar.copy()
  // A logout under way is not taken back: only its proof would be missing.
  const limits = { timeoutMs: options.timeout * 1000, uninterrupted: true }
  const outcome = await busy(shell, `Signing out at ${server}`, async () =>
    signOut(
      connect(server, jar, shell, limits),
      connect(server, await kept.copy(), shell, limits),
      shell,
      choiceOf(options, kept, server),
    ),
  )
  if (outcome.proved) await jar.remove()
  const page = logoutUrl(server)
  const document = { server, ...outcome, ...(!outcome.proved && { page }) }
  tell(shell, options, document, [`${server}: ${sentenceOf(outcome, page, jar.path)}`])
  return outcome.proved
    ? exitCodes.ok
    : outcome.after === 'alive'
      ? exitCodes.no
      : exitCodes.unknown
}

function sentenceOf({ before, after, proved, user }: SignOutOutcome, page: string, jar: string) {
  const whose = user ? ` of ${user}` : ''
  if (proved && before === 'ended')
    return 'the stored session had ended already; its jar is deleted'
  if (proved) return `the session${whose} has ended, as two looks prove; its jar is deleted`
  return after === 'alive'
    ? `the session${whose} is still alive: open ${page} in a browser; ${jar} is kept`
    : `it can't be told whether the session${whose} has ended: open ${page} in a browser; ${jar} is kept`
}

// `sso-pulse status <cas>`: the stored session at one look.
import type { Command } from 'commander'
import type { Act } from '../act.js'
import { casAddress, type LookOptions, withLook } from '../arguments.js'
import { connect } from '../connection.js'
import { exitCodes } from '../exit-codes.js'
import { busy, paintFor, tell } from '../output.js'
import { openJar } from '../session-jar.js'
import type { Shell } from '../shell.js'
import { choiceOf, type Sight, see } from '../sight.js'
import { stateDocument } from '../state-document.js'
import { clockInWords, limitInWords, stateInWords } from '../words.js'

export function addStatus(program: Command, act: Act): void {
  withLook(program.command('status'))
    .description('tell the stored session: user, limits, clocks and where the answer comes from')
    .argument('<cas>', 'the prefix of the CAS', casAddress)
    .action(act(status))
}

async function status(shell: Shell, server: string, options: LookOptions): Promise<number> {
  const jar = await openJar(server, options.jar, shell)
  const connection = connect(server, jar, shell, { timeoutMs: options.timeout * 1000 })
  const sight = await busy(shell, `Asking ${server}`, () =>
    see(connection, shell, choiceOf(options, jar, server)),
  )
  const now = shell.clock.now()
  const lines = statusLines(shell, server, jar.stored, sight, now)
  tell(shell, options, statusDocument(server, jar.stored, sight), lines)
  return sight.state.status === 'signed-in' ? exitCodes.ok : exitCodes.no
}

function statusDocument(server: string, stored: boolean, sight: Sight): object {
  const { kind, state, skewMs } = sight
  return {
    server,
    stored,
    source: kind,
    ...stateDocument(state),
    ...(skewMs !== undefined && { clockOffsetMs: Math.round(skewMs) }),
  }
}

function statusLines(
  shell: Shell,
  server: string,
  stored: boolean,
  { kind, state, skewMs, look }: Sight,
  now: number,
): string[] {
  const paint = paintFor(shell.out, shell)
  const signedIn = state.status === 'signed-in'
  const sentence = stored
    ? stateInWords(state, now)
    : `no session stored; sso-pulse login ${server}`
  const limits = signedIn ? state.deadlines.map((deadline) => limitInWords(deadline, now)) : []
  return [
    `${server}: ${paint(signedIn ? 'good' : 'bold', sentence)}`,
    ...limits.map((limit) => `  ${limit}`),
    ...(signedIn && !limits.length ? ['  no limit that this source tells'] : []),
    `  source ${kind}${skewMs === undefined ? '' : `, its clock ${clockInWords(skewMs, look)}`}`,
  ]
}

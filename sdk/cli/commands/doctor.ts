// `sso-pulse doctor <cas>`: is this CAS set up so that sessions can be watched, and safely?
import type { Command } from 'commander'
import type { Act } from '../act.js'
import { casAddress, type LookOptions, webOrigin, withLook } from '../arguments.js'
import { gather } from '../evidence.js'
import { exitCodes } from '../exit-codes.js'
import { type Finding, hasBad } from '../finding.js'
import { findingLines } from '../finding-lines.js'
import { findingsOf } from '../findings.js'
import { busy, tell } from '../output.js'
import { openJar } from '../session-jar.js'
import type { Shell } from '../shell.js'
import { choiceOf } from '../sight.js'

interface DoctorOptions extends LookOptions {
  readonly origin?: string
}

export function addDoctor(program: Command, act: Act): void {
  withLook(program.command('doctor'))
    .description('check how the CAS is set up; more of it with a stored session')
    .argument('<cas>', 'the prefix of the CAS', casAddress)
    .option('--origin <origin>', 'may pages of this origin read answers?', webOrigin)
    .action(act(doctor))
}

async function doctor(shell: Shell, server: string, options: DoctorOptions): Promise<number> {
  const { origin, timeout } = options
  const jar = await openJar(server, options.jar, shell)
  const choice = choiceOf(options, jar, server)
  const evidence = await busy(shell, `Examining ${server}`, () =>
    gather(shell, server, jar, choice, { timeoutMs: timeout * 1000, origin }),
  )
  const findings = findingsOf(evidence)
  tell(shell, options, { server, findings }, linesOf(shell, server, findings))
  return hasBad(findings) ? exitCodes.no : exitCodes.ok
}

function linesOf(shell: Shell, server: string, findings: readonly Finding[]): string[] {
  const bad = findings.filter(({ verdict }) => verdict === 'bad').length
  const sum = `${server}: ${bad === 0 ? 'nothing bad' : `${bad} bad`}`
  return [...findingLines(shell, findings), sum]
}

// `sso-pulse doctor <cas>`: is this CAS set up so that sessions can be watched, and safely?
import type { Command } from 'commander'
import { casAddress, type LookOptions, webOrigin, withLook } from '../arguments.js'
import { gather } from '../evidence.js'
import { exitCodes } from '../exit-codes.js'
import { type Finding, findingsOf } from '../findings.js'
import { busy, paintFor, tell } from '../output.js'
import type { Act } from '../program.js'
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
  return findings.some(({ verdict }) => verdict === 'bad') ? exitCodes.no : exitCodes.ok
}

const looks = {
  ok: { sign: '+ ok', colour: 'good' },
  warn: { sign: '! warn', colour: 'warn' },
  bad: { sign: 'x bad', colour: 'bad' },
  unknown: { sign: '? unknown', colour: 'quiet' },
} as const

function linesOf(shell: Shell, server: string, findings: readonly Finding[]): string[] {
  const paint = paintFor(shell.out, shell)
  const lines = findings.map(({ check, verdict, what, todo }) => {
    const { sign, colour } = looks[verdict]
    return `${paint(colour, sign.padEnd(9))}  ${check.padEnd(14)}  ${what}${todo ? `: ${todo}` : ''}`
  })
  const bad = findings.filter(({ verdict }) => verdict === 'bad').length
  return [...lines, `${server}: ${bad === 0 ? 'nothing bad' : `${bad} bad`}`]
}

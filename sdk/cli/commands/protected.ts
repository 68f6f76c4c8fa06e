// `sso-pulse protected <url> --cas <cas>`: a monitoring plug-in that asks whether an application sends strangers to CAS.
import type { Command } from 'commander'
import type { Act } from '../act.js'
import {
  casAddress,
  type ServerOptions,
  seconds,
  webAddress,
  withServerOptions,
} from '../arguments.js'
import { type Connection, connect } from '../connection.js'
import type { Ending } from '../exit-codes.js'
import { plainText, tell } from '../output.js'
import { Problem, type Told } from '../problem.js'
import { type Hop, judge, type Verdict } from '../redirects.js'
import type { Shell } from '../shell.js'

interface ProtectedOptions extends ServerOptions {
  readonly cas: string
  readonly warning?: number
  readonly critical?: number
}

/** https://www.monitoring-plugins.org/doc/guidelines.html */
const states = { OK: 0, WARNING: 1, CRITICAL: 2, UNKNOWN: 3 } as const

type State = keyof typeof states

/** A plug-in that can't tell is UNKNOWN, whatever the cause. */
export const pluginCodes: Readonly<Record<Ending, number>> = {
  ok: states.OK,
  no: states.CRITICAL,
  usage: states.UNKNOWN,
  unknown: states.UNKNOWN,
  fault: states.UNKNOWN,
  interrupted: states.UNKNOWN,
}

export function tellUnknown({ message }: Told): string {
  return `UNKNOWN - ${withoutBars(message)}`
}

export function addProtected(program: Command, act: Act): void {
  withServerOptions(program.command('protected'))
    .description(
      'does an application send strangers to CAS? Ends as monitoring plug-ins do: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN',
    )
    .argument('<url>', 'a page of the application', webAddress)
    .requiredOption('--cas <cas>', 'the prefix of the CAS', casAddress)
    .option('--warning <seconds>', 'WARNING when it takes longer', seconds)
    .option('--critical <seconds>', 'CRITICAL when it takes longer', seconds)
    .action(act(isProtected))
}

async function isProtected(shell: Shell, url: string, options: ProtectedOptions): Promise<number> {
  const { cas, warning, critical, timeout } = options
  const connection = connect(new URL(url).origin, undefined, shell, { timeoutMs: timeout * 1000 })
  const startedAt = shell.clock.now()
  const verdict = await followAsStranger(connection, url, cas)
  const took = (shell.clock.now() - startedAt) / 1000
  const state = worst(stateOf(verdict), stateOfTime(took, options))
  const sentence =
    verdict.kind === 'protected'
      ? `a stranger is sent to ${cas}/login for ${verdict.service}`
      : verdict.what
  const time = `time=${took.toFixed(3)}s;${warning ?? ''};${critical ?? ''};0`
  tell(shell, options, { url, cas, state, verdict: verdict.kind, seconds: took, sentence }, [
    `${state} - ${withoutBars(sentence)} | ${time}`,
  ])
  return states[state]
}

type Final = Exclude<Verdict, { readonly kind: 'onward' }>

/** Without cookies, one redirect after another, as far as the application's own site goes. */
async function followAsStranger(
  { knock }: Connection,
  application: string,
  cas: string,
): Promise<Final> {
  const hops: Hop[] = []
  for (;;) {
    const verdict = judge(hops, application, cas)
    if (verdict.kind === 'failing') throw new Problem('trouble', `${verdict.what}.`)
    if (verdict.kind !== 'onward') return verdict
    const { url } = verdict
    const { status, headers } = await knock(url, { headers: { accept: 'text/html' } })
    const location = headers.get('location') ?? ''
    const isAddress = location && URL.canParse(location, url)
    hops.push({ url, status, ...(isAddress && { location: new URL(location, url).href }) })
  }
}

function stateOf({ kind }: Final): State {
  if (kind === 'protected') return 'OK'
  return kind === 'closed' || kind === 'gateway' ? 'WARNING' : 'CRITICAL'
}

function stateOfTime(took: number, { warning, critical }: ProtectedOptions): State {
  if (critical !== undefined && took > critical) return 'CRITICAL'
  return warning !== undefined && took > warning ? 'WARNING' : 'OK'
}

function worst(a: State, b: State): State {
  return states[a] > states[b] ? a : b
}

/** What stands behind a bar is performance data. */
function withoutBars(sentence: string): string {
  return plainText(sentence.replaceAll('|', '/'), 300)
}

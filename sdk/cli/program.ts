// The command line as a function: arguments and a shell in, an exit code out.
import { Command, CommanderError } from 'commander'
import { version } from '../../package.json'
import type { Act } from './act.js'
import { addDoctor } from './commands/doctor.js'
import { addExpect } from './commands/expect.js'
import { addLogin } from './commands/login.js'
import { addLogout } from './commands/logout.js'
import { addProtected, pluginCodes, tellUnknown } from './commands/protected.js'
import { addReplay } from './commands/replay.js'
import { addServe } from './commands/serve.js'
import { addSessions } from './commands/sessions.js'
import { addStatus } from './commands/status.js'
import { addWatch } from './commands/watch.js'
import { type Ending, endings, exitCodes } from './exit-codes.js'
import { plainText } from './output.js'
import { endingOf, Problem, problemOf, type Told } from './problem.js'
import type { Shell } from './shell.js'

export interface CommandModule {
  add(program: Command, act: Act): void
  /** Where a command ends by another table than ours. */
  readonly codes?: Readonly<Record<Ending, number>>
  /** The line on standard output for a command that must always print one. */
  readonly tellProblem?: (problem: Told) => string
}

/** One file a command in `commands/`. */
const modules: Readonly<Record<string, CommandModule>> = {
  status: { add: addStatus },
  watch: { add: addWatch },
  replay: { add: addReplay },
  login: { add: addLogin },
  logout: { add: addLogout },
  sessions: { add: addSessions },
  serve: { add: addServe },
  doctor: { add: addDoctor },
  protected: { add: addProtected, codes: pluginCodes, tellProblem: tellUnknown },
  expect: { add: addExpect },
}

const name = 'sso-pulse'

/** Never rejects. */
export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const { codes = exitCodes, tellProblem } = modules[args[0] ?? ''] ?? {}
  let code: number = codes.ok
  const act: Act =
    (work) =>
    async (...given) => {
      code = await work(shell, ...given)
    }
  try {
    await createProgram(shell, act).parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    // Help and version are thrown, too; a wrong argument has its sentence on standard error already.
    if (error instanceof CommanderError && error.exitCode === 0) return codes.ok
    const problem = shell.interruption.aborted ? interrupted() : asProblem(error)
    if (!(error instanceof CommanderError)) shell.err.write(`${name}: ${problem.message}\n`)
    if (args.includes('--json')) shell.out.write(`${JSON.stringify(documentOf(problem))}\n`)
    else if (tellProblem) shell.out.write(`${tellProblem(problem)}\n`)
    return codes[problem.kind === 'fault' ? 'fault' : endingOf[problem.kind]]
  }
}

export function createProgram(shell: Pick<Shell, 'out' | 'err'>, act: Act): Command {
  const program = new Command(name)
    .description('Is somebody signed in to Apereo CAS, as whom, for how long, and why will it end?')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => shell.out.write(text),
      writeErr: (text) => shell.err.write(text),
      outputError: (text, write) => write(`${name}: ${text.replace(/^error: /, '')}`),
    })
    .showHelpAfterError(`Try ${name} --help.`)
    .addHelpText('after', exitCodeHelp())
  for (const { add } of Object.values(modules)) add(program, act)
  return program
}

function exitCodeHelp(): string {
  const lines = Object.entries(endings).map(
    ([ending, meaning]) => `  ${String(exitCodes[ending as Ending]).padStart(3)}  ${meaning}`,
  )
  return `\nExit codes:\n${lines.join('\n')}`
}

function asProblem(error: unknown): Told {
  if (error instanceof CommanderError) {
    return new Problem('usage', plainText(error.message.replace(/^error: /, ''), 300))
  }
  // Only the kind of what was thrown: its words may hold an address or more.
  const kind = error instanceof Error ? error.name : typeof error
  const message = `A fault of this program (${kind}): please report it with the command that led to it.`
  return problemOf(error) ?? { kind: 'fault', message }
}

function interrupted(): Problem {
  return new Problem('interrupted', 'Interrupted.')
}

function documentOf({ kind, message, trouble }: Told): object {
  return { error: { kind, message, ...(trouble && { trouble }) } }
}

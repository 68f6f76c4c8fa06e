// `sso-pulse serve`: an in-memory CAS and its console on this machine, until Ctrl-C.
import type { Command } from 'commander'
import { Option } from 'commander'
import { createCas, defaultUsers } from '../../testing/cas.js'
import type { Act } from '../act.js'
import { port } from '../arguments.js'
import { exitCodes } from '../exit-codes.js'
import { policy } from '../expect/expect-arguments.js'
import { type InMemoryPolicy, inMemoryUser, setupOf, shippedPolicy } from '../expect/in-memory.js'
import { type OutputOptions, tell } from '../output.js'
import type { Shell } from '../shell.js'

interface ServeOptions extends OutputOptions {
  readonly port: number
  readonly consolePort: number
  readonly policy: InMemoryPolicy
  readonly user: readonly string[]
}

export function addServe(program: Command, act: Act): void {
  program
    .command('serve')
    .description('an in-memory CAS and its console on this machine, until Ctrl-C')
    .addOption(
      new Option('--port <port>', 'of the CAS; 0: any free one').argParser(port).default(8080),
    )
    .addOption(
      new Option('--console-port <port>', 'of the console; default: any free one')
        .argParser(port)
        .default(0, 'any free one'),
    )
    .addOption(
      new Option('--policy <limits>', 'such as idle=2h,max=8h,remember-me=14d')
        .argParser(policy)
        .default(shippedPolicy, 'as CAS is shipped'),
    )
    .addOption(
      new Option('--user <name>', 'somebody more who can sign in; may be given often')
        .argParser((name: string, before: readonly string[]) => [...before, name])
        .default([], 'nobody'),
    )
    .option('--json', 'print JSON')
    .action(act(serve))
}

async function serve(shell: Shell, options: ServeOptions): Promise<number> {
  const { password } = inMemoryUser
  const more = options.user.map((name) => [name, { password }] as const)
  const users = { ...defaultUsers, ...Object.fromEntries(more) }
  const cas = createCas({ clock: {}, setup: setupOf(options.policy), users })
  const listener = await shell.listen(cas, { port: options.port })
  try {
    const desk = await shell.listenConsole(cas, { port: options.consolePort })
    try {
      const names = Object.keys(users)
      tell(shell, options, { cas: listener.url, console: desk.url, users: names, password }, [
        `CAS      ${listener.url}`,
        `console  ${desk.url}`,
        `users    ${names.join(', ')}; password ${password}`,
        'Ctrl-C ends it, and all its sessions.',
      ])
      await interrupted(shell)
    } finally {
      await desk.close()
    }
  } finally {
    await listener.close()
  }
  return exitCodes.ok
}

function interrupted({ interruption }: Pick<Shell, 'interruption'>): Promise<void> {
  return new Promise((resolve) => {
    if (interruption.aborted) return resolve()
    interruption.addEventListener('abort', () => resolve(), { once: true })
  })
}

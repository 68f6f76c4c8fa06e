// `sso-pulse expect <cas>`: signs in and verifies the expiration policy of a CAS server.
import { type Command, Option } from 'commander'
import type { Act } from '../act.js'
import { adminNameOf, openAdmin } from '../admin-access.js'
import {
  casAddress,
  cookieNameOption,
  type ServerOptions,
  webAddress,
  withServerOptions,
  withSource,
} from '../arguments.js'
import {
  adminVariables,
  type CredentialOptions,
  readCredentials,
  userVariables,
} from '../credentials.js'
import { exitCodes } from '../exit-codes.js'
import { type Administrator, administratorOf } from '../expect/administrator.js'
import { duration, limit, policy, serviceWish, skipped, wish } from '../expect/expect-arguments.js'
import type { Finding, Outcome } from '../expect/finding.js'
import {
  type InMemoryPolicy,
  inMemoryService,
  inMemoryStage,
  inMemoryUser,
  shippedPolicy,
} from '../expect/in-memory.js'
import { junitXml } from '../expect/junit.js'
import {
  type CaseKind,
  caseKinds,
  makePlan,
  type Order,
  type Plan,
  type ServiceWish,
} from '../expect/plan.js'
import {
  leftInWords,
  outcomeDocument,
  outcomeLines,
  overall,
  planDocument,
  planLines,
} from '../expect/report.js'
import { runPlan } from '../expect/run-plan.js'
import { realTime, type Time } from '../expect/time.js'
import { paintFor, tell } from '../output.js'
import { Problem } from '../problem.js'
import type { Shell } from '../shell.js'
import { choiceOf, type SourceOptions } from '../sight.js'

interface ExpectOptions extends ServerOptions, SourceOptions, CredentialOptions {
  readonly idle?: number | 'none'
  readonly max?: number | 'none'
  readonly rememberMe?: number
  readonly service: readonly ServiceWish[]
  readonly visit?: string
  readonly cookieName?: string
  readonly tolerance?: number
  readonly skip: readonly CaseKind[]
  readonly admin?: boolean
  readonly adminUser?: string
  readonly adminPasswordFile?: string
  readonly oneAtATime?: boolean
  readonly wait?: boolean
  readonly dryRun?: boolean
  readonly inMemory?: boolean
  readonly policy?: InMemoryPolicy
  readonly junit?: string
  readonly report?: string
}

export function addExpect(program: Command, act: Act): void {
  const command = program
    .command('expect')
    .description('sign in, and verify when and why sessions end')
    .argument('[cas]', 'the prefix of the CAS', casAddress)
    .option(
      '--idle <duration>',
      'the idle limit, such as 2h or 90s; none: there must be none',
      limit,
    )
    .option('--max <duration>', 'the time limit, such as 8h; none: there must be none', limit)
    .option(
      '--remember-me <duration>',
      'the time limit with that box ticked, such as 14d',
      duration,
    )
    .option(
      '--service <url>=<duration>',
      'the time limit of a session begun for this application; may be given often',
      serviceWish,
      [],
    )
    .option(
      '--visit <url>',
      'a registered application without a limit of its own, by which a session is used; default: the touch of the module',
      webAddress,
    )
    .option(
      '--tolerance <duration>',
      'default: 2s, and at most a quarter of the shortest limit',
      duration,
    )
    .addOption(
      new Option('--skip <case>', `leave out: ${caseKinds.join(', ')}; may be given often`)
        .argParser(skipped)
        .default([], 'none'),
    )
    .option('--one-at-a-time', 'one session after the other')
    .option('--wait', 'wait for the end even where the server says another limit')
    .option('--dry-run', 'print the plan, and ask nothing')
    .option('--junit <file>', 'write JUnit XML')
    .option('--report <file>', 'write the JSON report')
  withCredentials(withSource(withServerOptions(command)))
    .addOption(cookieNameOption())
    .addOption(new Option('--in-memory', 'try it with the in-memory CAS, whose clock is turned'))
    .option('--policy <limits>', 'of the in-memory CAS: idle=2h,max=8h,remember-me=14d', policy)
    .action(act(expectPolicy))
}

function withCredentials(command: Command): Command {
  return command
    .option('--user <name>', `default: ${userVariables.user}, or asked for`)
    .option(
      '--password-file <file>',
      `its first line; default: ${userVariables.password}, or asked for`,
    )
    .option('--admin', 'also end a session through ssoSessions, which is open to this address')
    .option('--admin-user <name>', `the same by HTTP Basic; default: ${adminVariables.user}`)
    .option('--admin-password-file <file>', `its first line; default: ${adminVariables.password}`)
}

async function expectPolicy(
  shell: Shell,
  cas: string | undefined,
  options: ExpectOptions,
): Promise<number> {
  checkTarget(cas, options)
  const plan = makePlan(orderOf(shell, options))
  if (options.inMemory) {
    const stage = inMemoryStage(shell, options.policy ?? shippedPolicy)
    return carryOut(stage.shell, stage.cas.url, plan, stage.time, {
      visit: inMemoryService,
      ...options,
    })
  }
  return carryOut(shell, cas ?? '', plan, realTime(shell.clock), options)
}

async function carryOut(
  shell: Shell,
  server: string,
  plan: Plan,
  time: Time,
  options: ExpectOptions,
): Promise<number> {
  if (options.dryRun) {
    const user = options.inMemory
      ? inMemoryUser.user
      : (options.user ?? shell.env[userVariables.user] ?? 'whoever is asked for')
    tell(shell, options, planDocument(server, plan, user), planLines(server, plan, user))
    return exitCodes.ok
  }
  const credentials = options.inMemory
    ? inMemoryUser
    : await readCredentials(shell, options, userVariables)
  const administrator = await openAdministration(shell, server, plan, options)
  const say = (line: string) => shell.err.write(`${line}\n`)
  for (const line of planLines(server, plan, credentials.user)) say(line)
  const outcome = await runPlan(
    {
      shell,
      time,
      server,
      credentials,
      administrator,
      say,
      options: trialOptions(server, options),
    },
    plan,
  )
  tellLeft(outcome.findings, say)
  shell.interruption.throwIfAborted()
  await writeReports(shell, outcome, options)
  tell(shell, options, outcomeDocument(outcome), outcomeLines(outcome, paintFor(shell.out, shell)))
  return codes[overall(outcome)]
}

const codes = {
  'as-expected': exitCodes.ok,
  differs: exitCodes.no,
  'cannot-tell': exitCodes.unknown,
} as const

function checkTarget(cas: string | undefined, { inMemory, policy }: ExpectOptions): void {
  if (Boolean(cas) === Boolean(inMemory)) {
    throw new Problem('usage', 'Give either the prefix of a CAS or --in-memory.')
  }
  if (policy && !inMemory) {
    throw new Problem('usage', '--policy sets up the in-memory CAS: give --in-memory, too.')
  }
}

function orderOf(shell: Shell, options: ExpectOptions): Order {
  const { idle, max, rememberMe, service, tolerance, skip, oneAtATime = false } = options
  const administrator = Boolean(options.admin || options.inMemory || adminNameOf(shell, options))
  return {
    idleMs: wish(idle),
    maxMs: wish(max),
    rememberMeMs: rememberMe,
    services: service,
    administrator,
    toleranceMs: tolerance,
    skip,
    oneAtATime,
  }
}

async function openAdministration(
  shell: Shell,
  server: string,
  { cases }: Plan,
  { timeout, adminUser, adminPasswordFile: passwordFile }: ExpectOptions,
): Promise<Administrator | undefined> {
  if (!cases.some(({ kind }) => kind === 'administrator')) return undefined
  const access = { timeout, ...(adminUser && { adminUser }), ...(passwordFile && { passwordFile }) }
  return administratorOf(await openAdmin(shell, server, access), shell.clock)
}

function trialOptions(server: string, options: ExpectOptions) {
  return {
    timeoutMs: options.timeout * 1000,
    visit: options.visit,
    cookieName: options.cookieName,
    choiceFor: (jar: Parameters<typeof choiceOf>[1]) => choiceOf(options, jar, server),
    wait: options.wait ?? false,
  }
}

function tellLeft(findings: readonly Finding[], say: (line: string) => void): void {
  for (const finding of findings) {
    const words = leftInWords(finding)
    if (words) say(`${finding.case.name}: ${words}`)
  }
}

async function writeReports(
  { files }: Shell,
  outcome: Outcome,
  { junit, report }: ExpectOptions,
): Promise<void> {
  if (junit) await files.write(junit, junitXml(outcome))
  if (report) await files.write(report, `${JSON.stringify(outcomeDocument(outcome), null, 2)}\n`)
}

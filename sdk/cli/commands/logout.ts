// `sso-pulse logout <cas>`: ends the stored session, and proves it; --report: also what that ended besides.
import { type Command, Option } from 'commander'
import { logoutUrl } from '../../urls.js'
import type { Act } from '../act.js'
import { casAddress, type LookOptions, port, seconds, webAddress, withLook } from '../arguments.js'
import { connect } from '../connection.js'
import { exitCodes } from '../exit-codes.js'
import { type Finding, hasBad } from '../finding.js'
import { findingLines } from '../finding-lines.js'
import { busy, tell } from '../output.js'
import { Problem } from '../problem.js'
import { openRecording, type Recording } from '../recording.js'
import { openJar, type SessionJar } from '../session-jar.js'
import type { Shell } from '../shell.js'
import { choiceOf, type SourceChoice } from '../sight.js'
import { listenAsService, type ServiceOptions } from '../sign-out/listening.js'
import { type Parties, reportSignOut, type SignOutReport } from '../sign-out/report.js'
import { reportFindings } from '../sign-out/report-findings.js'
import { record, type TracedSignOut, tracedSignOut } from '../sign-out/trace.js'
import type { SignOutOutcome } from '../sign-out.js'

interface LogoutOptions extends LookOptions, ServiceOptions {
  readonly report?: boolean
  /** Seconds. */
  readonly wait: number
  readonly record?: string
}

export function addLogout(program: Command, act: Act): void {
  const report = { report: true }
  withLook(program.command('logout'))
    .description('end the stored session, prove it, and delete what was stored')
    .argument('<cas>', 'the prefix of the CAS', casAddress)
    .option('--report', 'sign in to a test service before, and tell what was ended and what not')
    .addOption(
      new Option('--service-port <port>', 'where the test service listens; default: any free port')
        .argParser(port)
        .implies(report),
    )
    .addOption(
      new Option('--service-url <url>', 'where CAS reaches it; default: /app on this machine')
        .argParser(webAddress)
        .implies(report),
    )
    .addOption(
      new Option('--wait <seconds>', 'how long it waits for a back-channel message')
        .argParser(seconds)
        .default(5),
    )
    .option(
      '--record <file>',
      'add the sign-out to a timeline file, which replay and the extension read',
    )
    .action(act(logout))
}

async function logout(shell: Shell, server: string, options: LogoutOptions): Promise<number> {
  const jar = await openJar(server, options.jar, shell)
  if (!jar.stored) {
    throw new Problem(
      'no-session',
      `No session of ${server} is stored: a browser's is ended at ${logoutUrl(server)}.`,
    )
  }
  const recording = options.record && (await openRecording(options.record, server, shell))
  const kept = await jar.copy()
  // A logout under way is not taken back: only its proof would be missing.
  const limits = { timeoutMs: options.timeout * 1000, uninterrupted: true }
  const parties = {
    browser: connect(server, jar, shell, limits),
    watcher: connect(server, await kept.copy(), shell, limits),
    application: connect(server, undefined, shell, limits),
  }
  const choice = choiceOf(options, kept, server)
  const done = await busy(shell, `Signing out at ${server}`, () =>
    options.report
      ? withReport(shell, parties, choice, options)
      : tracedSignOut(parties.browser, parties.watcher, shell, choice).then(plain),
  )
  const { outcome } = done.signOut
  if (outcome.proved) await jar.remove()
  if (recording) await write(recording, server, done, shell)
  tellOutcome(shell, server, jar, options, done)
  if (hasBad(done.findings)) return exitCodes.no
  if (outcome.proved) return exitCodes.ok
  return outcome.after === 'alive' ? exitCodes.no : exitCodes.unknown
}

interface Done {
  readonly signOut: TracedSignOut
  readonly report?: SignOutReport
  readonly findings: readonly Finding[]
}

function plain(signOut: TracedSignOut): Done {
  return { signOut, findings: [] }
}

async function withReport(
  shell: Shell,
  parties: Parties,
  choice: SourceChoice,
  options: LogoutOptions,
): Promise<Done> {
  const waitMs = options.wait * 1000
  const { service, close } = await listenAsService(shell, parties.application, options)
  try {
    const report = await reportSignOut(shell, parties, service, choice, waitMs)
    return { signOut: report.signOut, report, findings: reportFindings(report, waitMs) }
  } finally {
    await close()
  }
}

async function write(
  recording: Recording,
  server: string,
  { signOut, findings }: Done,
  { clock }: Shell,
): Promise<void> {
  record(signOut, server, recording)
  const at = clock.now()
  const marks = findings.map(({ check, verdict, what }) => `${check}: ${verdict}: ${what}`)
  recording.add(...marks.map((text) => ({ kind: 'mark', at, text }) as const))
  await recording.written()
}

function tellOutcome(
  shell: Shell,
  server: string,
  jar: SessionJar,
  options: LogoutOptions,
  { signOut: { outcome }, report, findings }: Done,
): void {
  const page = logoutUrl(server)
  const { signOut: _, ...more } = report ?? {}
  const document = {
    ...{ server, ...outcome, ...(!outcome.proved && { page }) },
    ...(report && { report: { ...more, findings } }),
  }
  tell(shell, options, document, [
    ...findingLines(shell, findings),
    `${server}: ${sentenceOf(outcome, page, jar.path)}`,
  ])
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

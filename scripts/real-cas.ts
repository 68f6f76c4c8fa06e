// Builds, starts and stops a real CAS server of one line, with this project's module in it, on loopback.

import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { findJdks, type Jdk, javaRange, jdkFor } from './jdks.js'

export type CasLine = '7.2' | '6.6'
export const casLines: readonly CasLine[] = ['7.2', '6.6']

export interface RealCasOptions {
  readonly line: CasLine
  /** Default: a free one. */
  readonly port?: number
  /** CAS's own properties; they win over the folder's. */
  readonly properties?: Readonly<Record<string, string>>
  readonly onOutput?: (line: string) => void
}

export interface RealCas {
  readonly line: CasLine
  /** With the context path: `http://127.0.0.1:PORT/cas`. */
  readonly url: string
  readonly pid: number
  readonly startedInMs: number
  readonly logFile: string
  /** Settles when the server is gone, whoever ended it. */
  readonly exited: Promise<void>
  stop(): Promise<void>
}

export interface BuiltCas {
  readonly java: string
  readonly classPath: string
}

export type RealCasTrouble = 'unavailable' | 'download' | 'compile' | 'start'

export class RealCasError extends Error {
  override readonly name = 'RealCasError'
  readonly kind: RealCasTrouble

  constructor(kind: RealCasTrouble, message: string) {
    super(message)
    this.kind = kind
  }
}

const casFolder = fileURLToPath(new URL('../cas', import.meta.url))
const serverFolder = join(casFolder, 'server')
// The javax module is made of the jakarta one's sources.
const moduleFolders = { '7.2': ['jakarta'], '6.6': ['jakarta', 'javax'] } as const
// 7.2.0 is started by a stand-in: its own main class isn't on Maven Central.
const mainClass = {
  '7.2': 'io.github.ssopulse.cas.server.CasServer',
  '6.6': 'org.apereo.cas.web.CasWebApplication',
} as const
const watchdog = 'io.github.ssopulse.cas.server.WithParent'

// It serves few requests for a short time: a small heap, no second compiler, one thread for the garbage.
const javaFlags = ['-Xmx512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:-UsePerfData']
const startLimitMs = 120_000
const downloadTries = 3
const startTries = 3

/** One sentence when this line can't be built or run on this machine; undefined when it can. */
export function unavailableReason(line: CasLine): string | undefined {
  const jdks = findJdks(process.env)
  if (!jdkFor(line, jdks)) {
    const { least, most } = javaRange[line]
    const needed = most === Number.POSITIVE_INFINITY ? `${least} or newer` : `${least} to ${most}`
    const found = jdks.map(({ major }) => major).join(', ') || 'none'
    return `CAS ${line} needs a JDK ${needed}; found: ${found}.`
  }
  if (!onPath(mavenCommand)) return `CAS ${line} needs Maven (mvn) on the PATH.`
  return undefined
}

const builds = new Map<CasLine, Promise<BuiltCas>>()

/** Once a process; a later process skips Maven as long as neither sources nor libraries changed. */
export function buildRealCas(line: CasLine): Promise<BuiltCas> {
  const known = builds.get(line)
  if (known) return known
  const built = build(line)
  builds.set(line, built)
  built.catch(() => builds.delete(line))
  return built
}

export async function startRealCas(options: RealCasOptions): Promise<RealCas> {
  const built = await buildRealCas(options.line)
  if (options.port !== undefined && !(await isFree(options.port))) {
    throw new RealCasError('start', `Port ${options.port} is already in use.`)
  }
  for (let tried = 1; ; tried++) {
    const port = options.port ?? (await freePort())
    try {
      return await start(options, port, built)
    } catch (error) {
      // Somebody else took the port between the asking and the binding.
      const taken =
        error instanceof RealCasError && /port .*in use|webServerStart/i.test(error.message)
      if (!taken || options.port !== undefined || tried >= startTries) throw error
    }
  }
}

async function build(line: CasLine): Promise<BuiltCas> {
  const reason = unavailableReason(line)
  const jdk = jdkFor(line, findJdks(process.env))
  if (reason !== undefined || !jdk) throw new RealCasError('unavailable', reason ?? 'No JDK.')
  const target = join(serverFolder, 'target', line)
  const stampFile = join(target, 'built.sha256')
  const classPathFile = join(target, 'class-path.txt')
  const stamp = hashOfSources(jdk)
  const isBuilt =
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === stamp &&
    classPathIn(classPathFile).every((entry) => existsSync(entry))
  if (!isBuilt) {
    await runMaven(line, jdk)
    writeFileSync(stampFile, stamp)
  }
  const java = join(jdk.home, 'bin', process.platform === 'win32' ? 'java.exe' : 'java')
  return {
    java,
    classPath: [join(target, 'classes'), ...classPathIn(classPathFile)].join(delimiter),
  }

  function hashOfSources({ major }: Jdk): string {
    const hash = createHash('sha256').update(`${line} ${major}\n`)
    const roots = ['shared/src/main', ...moduleFolders[line], 'server/src', `server/${line}`]
    const files = ['pom.xml', 'settings.xml', 'server/pom.xml', ...roots.flatMap(filesUnder)]
    for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(casFolder, file)))
    return hash.digest('hex')
  }
}

/** A download that failed is tried again, a compile error never is. */
async function runMaven(line: CasLine, jdk: Jdk): Promise<void> {
  const args = [
    ...['-B', '-q', '-Dstyle.color=never', '-Dmaven.artifact.threads=12'],
    ...['-s', 'settings.xml', `-P${line}`],
  ]
  for (let tried = 1; ; tried++) {
    // -U: Maven remembers a failed download for a day.
    const again = tried === 1 ? [] : ['-U']
    const { code, output } = await runToEnd(mavenCommand, [...args, ...again, 'compile'], jdk)
    if (code === 0) return
    const errors = output.filter((text) => text.includes('[ERROR]'))
    // javac's own words are below Maven's headline.
    const cause = errors.find((text) => /\.java:\[/.test(text)) ?? errors[0] ?? output.at(-1) ?? ''
    const isDownload = output.some((text) =>
      /could not (resolve|transfer|find artifact)|could not be resolved/i.test(text),
    )
    if (!isDownload) {
      throw new RealCasError('compile', `CAS ${line} could not be built: ${shown(cause)}`)
    }
    if (tried >= downloadTries) {
      throw new RealCasError(
        'download',
        `The packages of CAS ${line} could not be downloaded (${tried} tries): ${shown(cause)}`,
      )
    }
  }
}

function shown(mavenLine: string): string {
  return withoutSecrets(mavenLine.replace(/^.*\[ERROR\]\s*/, ''))
}

async function start(options: RealCasOptions, port: number, built: BuiltCas): Promise<RealCas> {
  const { line, onOutput } = options
  const began = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'sso-pulse-cas-'))
  const logs = join(serverFolder, 'target', line, 'logs')
  mkdirSync(logs, { recursive: true })
  const logFile = join(logs, `${port}.log`)

  const propertiesFile = join(folder, 'cas.properties')
  writeFileSync(propertiesFile, propertiesText(line, port, options.properties ?? {}))
  // A class path of 40 kB is more than some systems take on a command line.
  const argumentsFile = join(folder, 'java.args')
  writeFileSync(argumentsFile, `-cp ${quoted(built.classPath)}\n`)

  const child = spawn(
    built.java,
    [
      ...javaFlags,
      `-Djava.io.tmpdir=${folder}`,
      `@${argumentsFile}`,
      watchdog,
      mainClass[line],
      // CAS 6.6 lets its own defaults win over the second, and not over the first.
      `--cas.standalone.configuration-file=${propertiesFile}`,
      `--spring.config.additional-location=file:${propertiesFile}`,
    ],
    { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] },
  )
  endWithThisProcess(child, folder)
  const output = collectOutput(child, logFile, onOutput)
  let gone = false
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      gone = true
      rmSync(folder, { recursive: true, force: true })
      resolve()
    }
    // Not 'exit': the last lines of the log may come after it.
    child.once('close', end)
    child.once('error', end)
  })
  const stop = async () => {
    // Nothing needs saving, and CAS takes six seconds to end politely.
    if (!gone) child.kill('SIGKILL')
    await exited
  }

  const url = `http://127.0.0.1:${port}/cas`
  while (!(await isUp(url))) {
    const tooLate = performance.now() - began > startLimitMs
    if (!gone && !tooLate) {
      await Promise.race([sleep(150), exited])
      continue
    }
    await stop()
    const cause =
      causeIn(output) ?? (tooLate ? `not ready after ${startLimitMs / 1000} s` : 'it ended')
    throw new RealCasError('start', `CAS ${line} could not be started: ${cause}`)
  }
  // Another server on this port may have said UP before ours found the port taken.
  if (gone) {
    throw new RealCasError(
      'start',
      `CAS ${line} could not be started: ${causeIn(output) ?? 'it ended'}`,
    )
  }
  const startedInMs = Math.round(performance.now() - began)
  return { line, url, pid: child.pid ?? 0, startedInMs, logFile, exited, stop }
}

function propertiesText(
  line: CasLine,
  port: number,
  properties: Readonly<Record<string, string>>,
): string {
  const own = {
    'server.port': String(port),
    'cas.service-registry.json.location': `file:${join(serverFolder, 'services')}`,
    ...properties,
  }
  return [
    readFileSync(join(serverFolder, 'cas.properties'), 'utf8'),
    readFileSync(join(serverFolder, line, 'cas.properties'), 'utf8'),
    ...Object.entries(own).map(([name, value]) => `${name}=${value.replaceAll('\\', '\\\\')}`),
    '',
  ].join('\n')
}

async function isUp(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/actuator/health`, { signal: AbortSignal.timeout(2_000) })
    return answer.ok && (await answer.text()).includes('UP')
  } catch {
    return false
  }
}

function isFree(port: number): Promise<boolean> {
  return boundOnce(port).then(
    () => true,
    () => false,
  )
}

function freePort(): Promise<number> {
  return boundOnce(0)
}

/** The port that could be bound; zero asks for any. */
function boundOnce(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

/** Keeps the last lines for an error message; the log file gets all of them. */
function collectOutput(
  child: ChildProcess,
  logFile: string,
  onOutput: RealCasOptions['onOutput'],
): readonly string[] {
  const last: string[] = []
  const log = createWriteStream(logFile)
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface({ input: stream }).on('line', (text) => {
      log.write(`${text}\n`)
      last.push(text)
      if (last.length > 400) last.shift()
      onOutput?.(text)
    })
  }
  child.once('close', () => log.end())
  return last
}

/** What the log says went wrong: Spring's own words for the usual failures, else the innermost exception. */
export function causeIn(output: readonly string[]): string | undefined {
  const described = output.lastIndexOf('Description:')
  const words = described < 0 ? undefined : descriptionIn(output.slice(described + 1))
  const innermost = output.findLast((text) => text.startsWith('Caused by: '))
  const other = output.findLast((text) =>
    /^Error: |^Exception in thread|\bERROR\b|Exception encountered/.test(text),
  )
  const cause = words ?? innermost?.slice('Caused by: '.length) ?? other
  return cause === undefined ? undefined : withoutSecrets(cause)
}

/** The first sentence, and for a property that makes no sense its name and why, but not its value. */
function descriptionIn(output: readonly string[]): string | undefined {
  const sentence = output.find((text) => text.trim())
  const details = output.filter((text) => /^\s+(Property|Reason): /.test(text))
  return sentence && [sentence, ...details].map((text) => text.trim()).join(' ')
}

/** Ticket ids, cookies and keys are long runs of letters without a space; passwords stand in URLs. */
function withoutSecrets(text: string): string {
  const plain = text
    .replace(/\b(TGT|TGC|PGT|ST)-[^\s"',]+/g, '$1-…')
    .replace(/[\w+=-]{40,}/g, '…')
    .replace(/\/\/[^\s/@]+@/g, '//…@')
    .trim()
  return plain.length > 300 ? `${plain.slice(0, 300)} …` : plain
}

/** With the folder that goes when they go. */
const running = new Map<ChildProcess, string | undefined>()

/** The watchdog in the server covers the case that this process can't say goodbye. */
function endWithThisProcess(child: ChildProcess, folder?: string): void {
  if (running.size === 0) process.once('exit', endAll)
  running.set(child, folder)
  child.once('exit', () => {
    running.delete(child)
    if (running.size === 0) process.off('exit', endAll)
  })
}

function endAll(): void {
  for (const [child, folder] of running) {
    child.kill('SIGKILL')
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  }
}

const isWindows = process.platform === 'win32'
const mavenCommand = isWindows ? 'mvn.cmd' : 'mvn'

function onPath(command: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.some((folder) => folder !== '' && existsSync(join(folder, command)))
}

function runToEnd(
  command: string,
  args: readonly string[],
  jdk: Jdk,
): Promise<{ readonly code: number | null; readonly output: readonly string[] }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: casFolder,
      env: { ...process.env, JAVA_HOME: jdk.home },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: isWindows,
    })
    endWithThisProcess(child)
    const output: string[] = []
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (text) => output.push(text))
    }
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}

function classPathIn(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split(delimiter) : []
}

/** Paths inside cas/, sorted, without what a build makes. */
function filesUnder(folder: string): readonly string[] {
  return readdirSync(join(casFolder, folder), { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (!entry.isDirectory()) return [path]
      return entry.name === 'target' ? [] : filesUnder(path)
    })
}

/** Backslash is the escape character of Java's argument files. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\')}"`
}

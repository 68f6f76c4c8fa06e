// Builds, starts and stops a real CAS server of one line, with this project's module in it, on loopback.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BuiltCas, buildRealCas } from './real-cas/build.js'
import { endWithThisProcess } from './real-cas/child-processes.js'
import { RealCasError } from './real-cas/error.js'
import { serverFolder } from './real-cas/folders.js'
import type { CasLine } from './real-cas/line.js'
import { causeIn, collectOutput } from './real-cas/log.js'
import { freePort, isFree } from './real-cas/ports.js'

export { type BuiltCas, buildRealCas, unavailableReason } from './real-cas/build.js'
export { RealCasError, type RealCasTrouble } from './real-cas/error.js'
export { type CasLine, casLines } from './real-cas/line.js'
export { causeIn } from './real-cas/log.js'

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

// 7.2.0 is started by a stand-in: its own main class isn't on Maven Central.
const mainClass = {
  '7.2': 'io.github.ssopulse.cas.server.CasServer',
  '6.6': 'org.apereo.cas.web.CasWebApplication',
} as const
const watchdog = 'io.github.ssopulse.cas.server.WithParent'

// It serves few requests for a short time: a small heap, no second compiler, one thread for the garbage.
const javaFlags = ['-Xmx512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:-UsePerfData']
const startLimitMs = 120_000
const startTries = 3

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

/** Backslash is the escape character of Java's argument files. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\')}"`
}

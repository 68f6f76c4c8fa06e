// A Java program that serves on loopback: started, waited for until it does, ended with this process.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { JavaProgram } from '../jdks.js'
import { buildProgram, titleOf } from './build.js'
import { endWithThisProcess } from './child-processes.js'
import { RealCasError } from './error.js'
import { targetOf } from './folders.js'
import { causeIn, collectOutput } from './log.js'

export interface JavaServer {
  readonly pid: number
  readonly startedInMs: number
  readonly logFile: string
  /** Settles when the server is gone, whoever ended it. */
  readonly exited: Promise<void>
  stop(): Promise<void>
}

export interface Launch {
  /** In `target/…/logs`. */
  readonly logName: string
  readonly heap: string
  /** Its main class and what it is told; the folder is its own and goes with it. */
  command(folder: string): readonly string[]
  isUp(): Promise<boolean>
  readonly onOutput?: ((line: string) => void) | undefined
}

// It serves few requests for a short time: no second compiler, one thread for the garbage.
const javaFlags = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:-UsePerfData']
const startLimitMs = 120_000

export async function startJavaServer(program: JavaProgram, launch: Launch): Promise<JavaServer> {
  const { java, classPath } = await buildProgram(program)
  const began = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'sso-pulse-cas-'))
  const logs = join(targetOf(program), 'logs')
  mkdirSync(logs, { recursive: true })
  const logFile = join(logs, launch.logName)

  // A class path of 40 kB is more than some systems take on a command line.
  const argumentsFile = join(folder, 'java.args')
  writeFileSync(argumentsFile, `-cp ${quoted(classPath)}\n`)
  const flags = [`-Xmx${launch.heap}`, ...javaFlags, `-Djava.io.tmpdir=${folder}`]
  const child = spawn(java, [...flags, `@${argumentsFile}`, ...launch.command(folder)], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  endWithThisProcess(child, folder)
  const output = collectOutput(child, logFile, launch.onOutput)
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
  const notStarted = (otherwise: string) =>
    new RealCasError(
      'start',
      `${titleOf(program)} could not be started: ${causeIn(output) ?? otherwise}`,
    )

  while (!(await launch.isUp())) {
    const tooLate = performance.now() - began > startLimitMs
    if (!gone && !tooLate) {
      await Promise.race([sleep(150), exited])
      continue
    }
    await stop()
    throw notStarted(tooLate ? `not ready after ${startLimitMs / 1000} s` : 'it ended')
  }
  // Another server on this port may have said it is up before ours found the port taken.
  if (gone) throw notStarted('it ended')
  const startedInMs = Math.round(performance.now() - began)
  return { pid: child.pid ?? 0, startedInMs, logFile, exited, stop }
}

/** Backslash is the escape character of Java's argument files. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\')}"`
}

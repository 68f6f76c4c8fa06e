// Builds, starts and stops a real CAS server of one line, with this project's module in it, on loopback.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildProgram } from './real-cas/build.js'
import { RealCasError } from './real-cas/error.js'
import { serverFolder } from './real-cas/folders.js'
import { type JavaServer, startJavaServer } from './real-cas/java-server.js'
import type { CasLine } from './real-cas/line.js'
import { freePort, isFree } from './real-cas/ports.js'

export { buildProgram, titleOf, unavailableReason } from './real-cas/build.js'
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

export interface RealCas extends JavaServer {
  readonly line: CasLine
  /** With the context path: `http://127.0.0.1:PORT/cas`. */
  readonly url: string
}

// 7.2.0 is started by a stand-in: its own main class isn't on Maven Central.
const mainClass = {
  '7.2': 'io.github.ssopulse.cas.server.CasServer',
  '6.6': 'org.apereo.cas.web.CasWebApplication',
} as const
const watchdog = 'io.github.ssopulse.cas.server.WithParent'

const startTries = 3

export async function startRealCas(options: RealCasOptions): Promise<RealCas> {
  await buildProgram(options.line)
  if (options.port !== undefined && !(await isFree(options.port))) {
    throw new RealCasError('start', `Port ${options.port} is already in use.`)
  }
  for (let tried = 1; ; tried++) {
    const port = options.port ?? (await freePort())
    try {
      return await start(options, port)
    } catch (error) {
      // Somebody else took the port between the asking and the binding.
      const taken =
        error instanceof RealCasError && /port .*in use|webServerStart/i.test(error.message)
      if (!taken || options.port !== undefined || tried >= startTries) throw error
    }
  }
}

async function start(options: RealCasOptions, port: number): Promise<RealCas> {
  const { line, onOutput } = options
  const url = `http://127.0.0.1:${port}/cas`
  const server = await startJavaServer(line, {
    logName: `${port}.log`,
    heap: '512m',
    command(folder) {
      const propertiesFile = join(folder, 'cas.properties')
      writeFileSync(propertiesFile, propertiesText(line, port, options.properties ?? {}))
      return [
        watchdog,
        mainClass[line],
        // CAS 6.6 lets its own defaults win over the second, and not over the first.
        `--cas.standalone.configuration-file=${propertiesFile}`,
        `--spring.config.additional-location=file:${propertiesFile}`,
      ]
    },
    isUp: () => isUp(url),
    onOutput,
  })
  return { ...server, line, url }
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

// Builds the CAS server of one line with Maven, once for as long as neither sources nor libraries change.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { findJdks, type Jdk, javaRange, jdkFor } from '../jdks.js'
import { endWithThisProcess } from './child-processes.js'
import { RealCasError } from './error.js'
import { casFolder, serverFolder } from './folders.js'
import type { CasLine } from './line.js'
import { withoutSecrets } from './log.js'

export interface BuiltCas {
  readonly java: string
  readonly classPath: string
}

// The javax module is made of the jakarta one's sources.
const moduleFolders = { '7.2': ['jakarta'], '6.6': ['jakarta', 'javax'] } as const
const downloadTries = 3

const isWindows = process.platform === 'win32'
const mavenCommand = isWindows ? 'mvn.cmd' : 'mvn'

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

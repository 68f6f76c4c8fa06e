// Builds a CAS server, or the page behind it, with Maven, once for as long as neither sources nor libraries change.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { findJdks, type JavaProgram, type Jdk, javaRange, jdkFor } from '../jdks.js'
import { endWithThisProcess } from './child-processes.js'
import { RealCasError } from './error.js'
import { casFolder, targetOf } from './folders.js'
import { withoutSecrets } from './log.js'

export interface BuiltProgram {
  readonly java: string
  readonly classPath: string
}

const server = ['shared/src/main', 'jakarta', 'server/pom.xml', 'server/src']

/** What each is made of, beside the files above all of them. */
const sources: Readonly<Record<JavaProgram, readonly string[]>> = {
  '7.2': [...server, 'server/7.2'],
  // The javax module is made of the jakarta one's sources.
  '6.6': [...server, 'javax', 'server/6.6'],
  'protected-page': ['protected-page'],
}
const downloadTries = 3

/** At the start of a sentence. */
export function titleOf(program: JavaProgram): string {
  return program === 'protected-page' ? 'The protected page' : `CAS ${program}`
}

const isWindows = process.platform === 'win32'
const mavenCommand = isWindows ? 'mvn.cmd' : 'mvn'

/** One sentence when this can't be built or run on this machine; undefined when it can. */
export function unavailableReason(program: JavaProgram): string | undefined {
  const jdks = findJdks(process.env)
  if (!jdkFor(program, jdks)) {
    const { least, most } = javaRange[program]
    const needed = most === Number.POSITIVE_INFINITY ? `${least} or newer` : `${least} to ${most}`
    const found = jdks.map(({ major }) => major).join(', ') || 'none'
    return `${titleOf(program)} needs a JDK ${needed}; found: ${found}.`
  }
  if (!onPath(mavenCommand)) return `${titleOf(program)} needs Maven (mvn) on the PATH.`
  return undefined
}

const builds = new Map<JavaProgram, Promise<BuiltProgram>>()

/** Once a process; a later process skips Maven as long as neither sources nor libraries changed. */
export function buildProgram(program: JavaProgram): Promise<BuiltProgram> {
  const known = builds.get(program)
  if (known) return known
  const built = build(program)
  builds.set(program, built)
  built.catch(() => builds.delete(program))
  return built
}

async function build(program: JavaProgram): Promise<BuiltProgram> {
  const reason = unavailableReason(program)
  const jdk = jdkFor(program, findJdks(process.env))
  if (reason !== undefined || !jdk) throw new RealCasError('unavailable', reason ?? 'No JDK.')
  const target = targetOf(program)
  const stampFile = join(target, 'built.sha256')
  const classPathFile = join(target, 'class-path.txt')
  const stamp = hashOfSources(program, jdk)
  const isBuilt =
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === stamp &&
    classPathIn(classPathFile).every((entry) => existsSync(entry))
  if (!isBuilt) {
    await runMaven(program, jdk)
    writeFileSync(stampFile, stamp)
  }
  const java = join(jdk.home, 'bin', process.platform === 'win32' ? 'java.exe' : 'java')
  return {
    java,
    classPath: [join(target, 'classes'), ...classPathIn(classPathFile)].join(delimiter),
  }
}

function hashOfSources(program: JavaProgram, { major }: Jdk): string {
  const hash = createHash('sha256').update(`${program} ${major}\n`)
  const files = ['pom.xml', 'settings.xml', ...sources[program].flatMap(filesUnder)]
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(casFolder, file)))
  return hash.digest('hex')
}

/** A download that failed is tried again, a compile error never is. */
async function runMaven(program: JavaProgram, jdk: Jdk): Promise<void> {
  const args = [
    ...['-B', '-q', '-Dstyle.color=never', '-Dmaven.artifact.threads=12'],
    ...['-s', 'settings.xml', `-P${program}`],
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
      throw new RealCasError('compile', `${titleOf(program)} could not be built: ${shown(cause)}`)
    }
    if (tried >= downloadTries) {
      throw new RealCasError(
        'download',
        `${titleOf(program)} could not be built, its packages could not be downloaded (${tried} tries): ${shown(cause)}`,
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

/** Paths inside cas/, sorted, without what a build makes; a file is itself. */
function filesUnder(folder: string): readonly string[] {
  if (statSync(join(casFolder, folder)).isFile()) return [folder]
  return readdirSync(join(casFolder, folder), { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (!entry.isDirectory()) return [path]
      return entry.name === 'target' ? [] : filesUnder(path)
    })
}

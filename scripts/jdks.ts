// Finds the Java development kits of this machine, and the one that a Java program of ours can be built and run with.

import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

export interface Jdk {
  readonly home: string
  readonly major: number
}

/**
 * CAS 7 is compiled for Java 21, the CAS client for 17. CAS 6.6 is made for 11 and its libraries refuse what came
 * after 17.
 */
export const javaRange = {
  '7.2': { least: 21, most: Number.POSITIVE_INFINITY },
  '6.6': { least: 11, most: 17 },
  'protected-page': { least: 17, most: Number.POSITIVE_INFINITY },
} as const

export type JavaProgram = keyof typeof javaRange

const usualFolders = ['/usr/lib/jvm', '/opt', '/Library/Java/JavaVirtualMachines']

/** By `JAVA_HOME_<n>` and `JAVA_HOME`, as build machines set them, then by the usual folders. */
export function findJdks(env: Readonly<Record<string, string | undefined>>): readonly Jdk[] {
  const named = Object.entries(env)
    .filter(([name, home]) => /^JAVA_HOME(_\d+\w*)?$/.test(name) && home)
    .map(([, home]) => home as string)
  const usual = usualFolders.flatMap((folder) =>
    foldersIn(folder).flatMap((home) => [home, join(home, 'Contents', 'Home')]),
  )
  const found = new Map<string, Jdk>()
  for (const home of [...named, ...usual]) {
    const jdk = readJdk(home)
    if (jdk && !found.has(jdk.home)) found.set(jdk.home, jdk)
  }
  return [...found.values()]
}

/** The oldest that fits: the closest to what the program was made for. */
export function jdkFor(program: JavaProgram, jdks: readonly Jdk[]): Jdk | undefined {
  const { least, most } = javaRange[program]
  return jdks
    .filter(({ major }) => major >= least && major <= most)
    .sort((one, other) => one.major - other.major)[0]
}

/** The feature release in the text of a JDK's `release` file: 17 of "17.0.15", 8 of "1.8.0_392". */
export function majorIn(release: string): number | undefined {
  const version = /^JAVA_VERSION="?(?:1\.)?(\d+)/m.exec(release)?.[1]
  return version === undefined ? undefined : Number(version)
}

function readJdk(home: string): Jdk | undefined {
  const compiler = process.platform === 'win32' ? 'javac.exe' : 'javac'
  const release = join(home, 'release')
  if (!existsSync(release) || !existsSync(join(home, 'bin', compiler))) return undefined
  const major = majorIn(readFileSync(release, 'utf8'))
  return major === undefined ? undefined : { home: realpathSync(home), major }
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .sort()
      .map((name) => join(folder, name))
  } catch {
    return []
  }
}

// A browser's program that finds a policy where administrators put it, and no other browser of this machine does.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { BrowserName } from './driver.js'

export interface PolicyProgram {
  readonly program: string
  remove(): Promise<void>
}

/** Where the browser looks, and the file that it finds there. */
interface Place {
  readonly folder: string
  readonly file: string
  readonly content: object
}

/** Why a policy can't be given to this browser here; undefined: it can. */
export function whyNoPolicy(name: BrowserName, program: string | undefined): string | undefined {
  if (program === undefined) return 'the browser is missing'
  const { status } = spawnSync('unshare', ['--mount', 'true'])
  if (process.getuid?.() !== 0 || status !== 0) {
    return 'a mount namespace of its own needs Linux and root'
  }
  const folder = folderOf(name, program)
  return existsSync(folder) ? undefined : `${folder} is missing`
}

/** @param values of the extension that lies in `extension` */
export async function createPolicyProgram(
  name: BrowserName,
  program: string,
  extension: string,
  values: object,
): Promise<PolicyProgram> {
  const { folder, file, content } = await placeOf(name, program, extension, values)
  const own = await mkdtemp(join(tmpdir(), 'sso-pulse-policy-'))
  const seen = join(own, 'seen')
  await mkdir(dirname(join(seen, file)), { recursive: true })
  await writeFile(join(seen, file), JSON.stringify(content))
  const starter = join(own, name)
  const mountAndStart = `mount --bind '${seen}' '${folder}' && exec '${program}' "$@"`
  await writeFile(
    starter,
    `#!/bin/sh\nexec unshare --mount sh -c ${quoted(mountAndStart)} ${name} "$@"\n`,
    { mode: 0o755 },
  )
  return { program: starter, remove: () => rm(own, { recursive: true, force: true }) }
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

function folderOf(name: BrowserName, program: string): string {
  return name === 'chromium'
    ? '/etc/chromium'
    : join(dirname(realpathSync(program)), 'distribution')
}

async function placeOf(
  name: BrowserName,
  program: string,
  extension: string,
  values: object,
): Promise<Place> {
  const folder = folderOf(name, program)
  if (name === 'chromium') {
    const content = { '3rdparty': { extensions: { [chromiumIdOf(extension)]: values } } }
    return { folder, file: 'policies/managed/sso-pulse.json', content }
  }
  const manifest = JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8'))
  const { id } = manifest.browser_specific_settings.gecko
  const content = { policies: { '3rdparty': { Extensions: { [id]: values } } } }
  return { folder: realpathSync(folder), file: 'policies.json', content }
}

/** Chromium makes the id of an unpacked extension from its path: the first 32 hexadecimal digits, as letters from a. */
function chromiumIdOf(extension: string): string {
  const digits = createHash('sha256').update(resolve(extension)).digest('hex').slice(0, 32)
  return digits.replace(/./g, (digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)] ?? '')
}

// The stored session of one server: its cookies in a file, the one place where a TGC is kept.
import { type Cookie, CookieJar, type SerializedCookieJar } from 'tough-cookie'
import { isFields, text } from '../fields.js'
import { Problem } from './problem.js'
import type { Shell } from './shell.js'

export interface SessionJar {
  readonly path: string
  /** `cas.tgc.name` */
  readonly tgcName: string
  /** There is such a file. */
  readonly stored: boolean
  /** The `Cookie` header for an address; empty when there is none. */
  header(url: string): Promise<string>
  /** Takes the `Set-Cookie` lines of an answer. */
  take(url: string, lines: readonly string[]): Promise<void>
  /** The TGC that an address would get. */
  tgc(url: string): Promise<Cookie | undefined>
  /** The same cookies in memory, whatever becomes of these. */
  copy(): Promise<SessionJar>
  /** None of the cookies, for the same file. */
  empty(tgcName?: string): SessionJar
  save(): Promise<void>
  remove(): Promise<void>
}

const version = 1

/** `cas.tgc.name` as shipped. */
export const usualTgcName = 'TGC'

interface Kept {
  readonly server: string
  readonly path: string
  readonly stored: boolean
  readonly tgcName: string
  readonly cookies: CookieJar
}

/** @param path default: a file of this server's in the state folder */
export async function openJar(
  server: string,
  path: string | undefined,
  { files, stateFolder }: Pick<Shell, 'files' | 'stateFolder'>,
): Promise<SessionJar> {
  const at = path ?? `${stateFolder}/sso-pulse/${encodeURIComponent(server)}.json`
  const file = await files.read(at)
  if (file?.exposed) {
    throw new Problem(
      'file',
      `The jar ${at} can be read by others, and whoever reads it holds the session: run chmod 600 on it.`,
    )
  }
  const place = { server, path: at, stored: file !== undefined }
  return file
    ? jarOf({ ...place, ...parse(file.text, server, at) }, files)
    : jarOf({ ...place, tgcName: usualTgcName, cookies: new CookieJar() }, files)
}

/** For a session that is stored nowhere. */
export function emptyJar(
  server: string,
  { files }: Pick<Shell, 'files'>,
  tgcName = usualTgcName,
): SessionJar {
  return jarOf({ cookies: new CookieJar(), server, path: '', stored: false, tgcName }, files)
}

/** The cookies as they are now, whatever answers make of them and whenever they would expire. */
export async function frozenJar(jar: SessionJar, url: string): Promise<SessionJar> {
  const [header, tgc] = [await jar.header(url), await jar.tgc(url)]
  return { ...jar, header: async () => header, take: async () => {}, tgc: async () => tgc }
}

function jarOf(kept: Kept, files: Shell['files']): SessionJar {
  const { cookies, server, path, stored, tgcName } = kept
  return {
    path,
    tgcName,
    stored,
    header: (url) => cookies.getCookieString(url),
    async take(url, lines) {
      // A cookie that isn't for this address is none of ours, as in a browser.
      for (const line of lines) await cookies.setCookie(line, url, { ignoreError: true })
    },
    async tgc(url) {
      return (await cookies.getCookies(url)).find(({ key }) => key === tgcName)
    },
    copy: async () => jarOf({ ...kept, cookies: await cookies.clone() }, files),
    empty: (name = tgcName) => jarOf({ ...kept, cookies: new CookieJar(), tgcName: name }, files),
    async save() {
      const document = { version, server, tgcName, cookies: await cookies.serialize() }
      await files.write(path, `${JSON.stringify(document)}\n`, { secret: true })
    },
    remove: () => files.remove(path),
  }
}

function parse(json: string, server: string, path: string): Pick<Kept, 'cookies' | 'tgcName'> {
  const stored = readJson(json)
  if (stored?.version !== version || !text(stored.server) || !isFields(stored.cookies)) {
    throw new Problem(
      'file',
      `The jar ${path} is no session that sso-pulse stored: delete it, or name another with --jar.`,
    )
  }
  if (stored.server !== server) {
    throw new Problem(
      'file',
      `The jar ${path} holds a session of another server: name another with --jar.`,
    )
  }
  return {
    cookies: CookieJar.deserializeSync(stored.cookies as unknown as SerializedCookieJar),
    tgcName: text(stored.tgcName) ?? usualTgcName,
  }
}

function readJson(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}

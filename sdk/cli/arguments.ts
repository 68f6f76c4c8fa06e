// The arguments that several commands take, and how they are read.
import { type Command, InvalidArgumentError, Option } from 'commander'
import { prefixOf } from '../options.js'
import type { OutputOptions } from './output.js'
import { type SourceOptions, sourceKinds } from './sight.js'

export interface ServerOptions extends OutputOptions {
  /** Seconds. */
  readonly timeout: number
}

export interface StoredOptions extends ServerOptions {
  readonly jar?: string
}

export interface LookOptions extends StoredOptions, SourceOptions {}

/** The CAS prefix. A login or logout page's address is one that people have at hand. */
export function casAddress(typed: string): string {
  try {
    return prefixOf(typed.replace(/\/(login|logout)\/?([?#].*)?$/, ''))
  } catch {
    throw new InvalidArgumentError('Give the prefix of a CAS, such as https://sso.example.org/cas.')
  }
}

export function webAddress(typed: string): string {
  if (URL.canParse(typed) && /^https?:$/.test(new URL(typed).protocol)) return typed
  throw new InvalidArgumentError('Give an http(s) address, such as https://app.example.org/.')
}

export function webOrigin(typed: string): string {
  const { origin, pathname } = new URL(webAddress(typed))
  if (pathname === '/' && typed.replace(/\/$/, '') === origin) return origin
  throw new InvalidArgumentError('Give scheme and host alone, such as https://app.example.org.')
}

export function seconds(typed: string): number {
  const count = Number(typed)
  if (typed.trim() && count > 0 && count <= 86_400) return count
  throw new InvalidArgumentError('Give a number of seconds, more than 0 and at most 86400.')
}

export function wholeNumber(typed: string): number {
  if (/^\d{1,9}$/.test(typed)) return Number(typed)
  throw new InvalidArgumentError('Give a whole number.')
}

export function port(typed: string): number {
  if (/^\d{1,5}$/.test(typed) && Number(typed) <= 65_535) return Number(typed)
  throw new InvalidArgumentError('Give a port, 0 for any free one.')
}

/** The jar remembers it. */
export function cookieNameOption(): Option {
  return new Option('--cookie-name <name>', 'cas.tgc.name; default: TGC').argParser((typed) => {
    // RFC 6265: a token.
    if (/^[\w!#$%&'*+.^`|~-]+$/.test(typed)) return typed
    throw new InvalidArgumentError('Give the name of a cookie, such as TGC.')
  })
}

/** `--json` and `--timeout`. */
export function withServerOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--timeout <seconds>', 'how long one answer may take')
        .argParser(seconds)
        .default(10),
    )
    .option('--json', 'print JSON')
}

/** Also `--jar`. */
export function withJar(command: Command): Command {
  return withServerOptions(
    command.option('--jar <file>', 'where the session is stored; default: a file of this server'),
  )
}

/** Also how the session is looked at. */
export function withLook(command: Command): Command {
  return withSource(withJar(command))
}

/** `--source` and `--tgc-parameter`. */
export function withSource(command: Command): Command {
  return command
    .addOption(
      new Option('--source <kind>', 'what is asked; default: the first that answers').choices(
        sourceKinds,
      ),
    )
    .option('--tgc-parameter', 'send the cookie as ?tgc=, for a bare endpoint that wants it')
}

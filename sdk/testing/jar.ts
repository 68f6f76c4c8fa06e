// The cookie jar of a browser that knows one host (RFC 6265, 5.3 and 5.4, as far as CAS needs it).

import type { Header } from './records.js'

export interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
  /** ms since 1970; absent: until the browser ends. */
  readonly expiresAt?: number
}

export class Jar {
  readonly #cookies = new Map<string, Cookie>()

  /** The `Cookie` header for a path: longer cookie paths first. Empty when there is none. */
  header(path: string, now: number): string {
    return [...this.#cookies.values()]
      .filter(({ expiresAt }) => expiresAt === undefined || now < expiresAt)
      .filter((cookie) => covers(cookie.path, path))
      .sort((a, b) => b.path.length - a.path.length)
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
  }

  /** Takes the `Set-Cookie` headers of an answer from `path`. */
  store(headers: readonly Header[], path: string, now: number): void {
    for (const [name, value] of headers) {
      if (name.toLowerCase() === 'set-cookie') this.set(parse(value, path, now), now)
    }
  }

  set(cookie: Cookie, now = 0): void {
    const key = `${cookie.name};${cookie.path}`
    if (cookie.expiresAt !== undefined && cookie.expiresAt <= now) this.#cookies.delete(key)
    else this.#cookies.set(key, cookie)
  }

  clear(): void {
    this.#cookies.clear()
  }
}

function covers(cookiePath: string, path: string): boolean {
  if (path === cookiePath) return true
  return (
    path.startsWith(cookiePath) && (cookiePath.endsWith('/') || path[cookiePath.length] === '/')
  )
}

function parse(header: string, requestPath: string, now: number): Cookie {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim())
  const at = pair.indexOf('=')
  const attribute = (wanted: string): string | undefined =>
    attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1)
  const maxAge = attribute('max-age')
  const expires = attribute('expires')
  const expiresAt =
    maxAge === undefined
      ? expires === undefined
        ? undefined
        : Date.parse(expires)
      : now + Number(maxAge) * 1000
  return {
    name: pair.slice(0, at),
    value: pair.slice(at + 1),
    path: attribute('path') ?? (requestPath.slice(0, requestPath.lastIndexOf('/')) || '/'),
    ...(expiresAt !== undefined && { expiresAt }),
  }
}

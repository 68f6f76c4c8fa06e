// A name and a password as the header `authorization` of HTTP Basic.

export interface Credentials {
  readonly user: string
  readonly password: string
}

/** RFC 7617, in UTF-8. */
export function basic({ user, password }: Credentials): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)))}`
}

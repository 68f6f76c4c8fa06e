// Checks what callers hand in; each refusal is one sentence that names the argument or option.

/** Names what was wrong, never its value: an address can hold a secret. */
export function badInput(name: string, expected: string): TypeError {
  return new TypeError(`${name}: expected ${expected}`)
}

/** The CAS prefix without a slash at its end. @throws TypeError */
export function prefixOf(server: string): string {
  const prefix = `${server}`.replace(/\/+$/, '')
  if (/^https?:\/\/[^\s@?#]+$/.test(prefix)) return prefix
  throw badInput('server', 'an http(s) address')
}

/** Every option that has its unit in its name. @throws TypeError */
export function checkNumbers(options: object): void {
  for (const [name, value] of Object.entries(options)) {
    if (/(Ms|Bytes)$/.test(name) && ![value].flat().every((n) => n > 0 && n < Infinity))
      throw badInput(name, 'a positive number')
  }
}

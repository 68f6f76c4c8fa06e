// Checks what callers hand in; each refusal is one sentence that names the argument or option.
import { badInput } from './errors.js'

/** The CAS prefix without a slash at its end. @throws SsoError `bad-input` */
export function prefixOf(server: string): string {
  const prefix = server.replace(/\/+$/, '')
  if (/^https?:\/\/[^\s@?#]+$/.test(prefix)) return prefix
  throw badInput('server', 'the address of a CAS server such as https://sso.example.org/cas')
}

/** @throws SsoError `bad-input` */
export function positive(name: string, value: number): number {
  if (value > 0 && value < Number.POSITIVE_INFINITY) return value
  throw badInput(name, 'a positive number')
}

// The failures that the console puts up and takes back by name.

import type { InMemoryCas } from '../cas.js'
import type { Failure } from '../failures.js'

export type FailureName =
  | 'unavailable'
  | 'error'
  | 'refused'
  | 'not-json'
  | 'slow'
  | 'broken'
  | 'registry'

/** `registry` isn't one that a request meets: CAS itself answers then that it can't tell. */
export const failures: Readonly<Record<Exclude<FailureName, 'registry'>, Failure>> = {
  unavailable: { status: 503, headers: { 'Retry-After': '30' } },
  error: { status: 500 },
  refused: { status: 403 },
  'not-json': {
    headers: { 'Content-Type': 'text/html;charset=UTF-8' },
    body: '<!doctype html><title>Maintenance</title>',
  },
  slow: { delayMs: 5_000 },
  broken: { reset: true },
}

export const failureNames: readonly FailureName[] = [
  'unavailable',
  'error',
  'refused',
  'not-json',
  'slow',
  'broken',
  'registry',
]

/** The failures that stand, in the order in which they were put up. */
export class StandingFailures {
  readonly #cas: InMemoryCas
  readonly #takeBack = new Map<FailureName, () => void>()

  constructor(cas: InMemoryCas) {
    this.#cas = cas
  }

  get names(): readonly FailureName[] {
    return [...this.#takeBack.keys()]
  }

  /** Only `isloggedin` fails, unless it is to be every path. */
  put(name: FailureName, everywhere: boolean): void {
    this.remove(name)
    const takeBack =
      name === 'registry'
        ? this.#cas.failRegistry()
        : this.#cas.fail({ ...failures[name], ...(!everywhere && { path: 'isloggedin' }) })
    this.#takeBack.set(name, takeBack)
  }

  remove(name: FailureName): void {
    this.#takeBack.get(name)?.()
    this.#takeBack.delete(name)
  }
}

// Failures on demand: a request meets an error, a delay or a broken connection instead of CAS.

import type { CasRequest, CasResponse, Header } from './records.js'

/** What goes wrong, and for which requests. Given only a delay, CAS answers, but late. */
export interface Failure {
  /** The path below the context path, such as `isloggedin` or `actuator/sso`; default: every path. */
  readonly path?: string
  /** Such as `GET`; default: every method. */
  readonly method?: string
  /** Answered in CAS's place, which doesn't see the request; default 200 when there are headers or a body. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** By the clock of this CAS. */
  readonly delayMs?: number
  /** The connection breaks without an answer. */
  readonly reset?: boolean
  /** How many requests fail; default: all, until the failure is taken back. */
  readonly times?: number
}

export class Failures {
  readonly #standing = new Map<Failure, number>()

  /** The returned function takes it back. */
  add(failure: Failure): () => void {
    const own = { ...failure }
    this.#standing.set(own, failure.times ?? Number.POSITIVE_INFINITY)
    return () => {
      this.#standing.delete(own)
    }
  }

  /** The failure that this request meets: the newest that fits. It counts as met. */
  meet(path: string | undefined, request: CasRequest): Failure | undefined {
    for (const [failure, left] of [...this.#standing].reverse()) {
      if (left <= 0) continue
      if (failure.path !== undefined && failure.path !== path) continue
      if (failure.method !== undefined && failure.method !== request.method) continue
      this.#standing.set(failure, left - 1)
      return failure
    }
    return undefined
  }
}

/** What is answered in CAS's place; undefined when CAS answers itself. */
export function answerOf(failure: Failure, now: number): CasResponse | undefined {
  const { status, headers, body } = failure
  if (status === undefined && headers === undefined && body === undefined) return undefined
  const date: Header = ['Date', new Date(now).toUTCString()]
  return {
    status: status ?? 200,
    headers: [date, ...Object.entries(headers ?? {})],
    body: body ?? '',
  }
}

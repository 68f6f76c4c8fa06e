// The id of a session's ticket: whoever has it holds the session, so it shows only its ends unless it is asked for.
import { badInput } from './options.js'

/** As CAS makes them (`DefaultUniqueTicketIdGenerator`): prefix, number, random text, name of the node. */
const shape = /^([A-Z]+-(?:\d+-)?)(\S+)$/

/** An id such as `TGT-1-…`, or `PGT-1-…` of an application that acts for the user. */
export class TicketId {
  readonly #id: string

  /** @throws TypeError when `id` is none that CAS makes */
  constructor(id: string) {
    // Nothing else may become a part of a path: with a lone dot for an id, a delete would be that of the whole list.
    if (!isTicketId(id)) throw badInput('id', 'a ticket id of CAS such as TGT-1-...')
    this.#id = id
  }

  static {
    // What Node's console prints: https://nodejs.org/api/util.html#utilinspectcustom
    const inspect = Symbol.for('nodejs.util.inspect.custom')
    Object.defineProperty(TicketId.prototype, inspect, { value: TicketId.prototype.toString })
  }

  /** The id itself. Keep it out of logs, pages and addresses. */
  reveal(): string {
    return this.#id
  }

  /** @example `TGT-1-…so01`: tells sessions apart in a log, and opens none */
  toString(): string {
    const [, prefix, rest = ''] = shape.exec(this.#id) ?? []
    return `${prefix}…${rest.length > 16 ? rest.slice(-4) : ''}`
  }

  toJSON(): string {
    return this.toString()
  }
}

export function isTicketId(id: unknown): id is string {
  return typeof id === 'string' && shape.test(id)
}

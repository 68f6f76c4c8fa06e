// Everything that must be gone when a command ends, in reverse order of its start, whatever ended it.

export type Close = () => Promise<void>

export class Closing {
  readonly #started: Close[] = []
  #closed: Promise<void> | undefined

  add(close: Close): void {
    this.#started.push(close)
  }

  /** Closes everything once, even what comes after something that would not close. */
  run(): Promise<void> {
    this.#closed ??= this.#closeAll()
    return this.#closed
  }

  async #closeAll(): Promise<void> {
    const errors: unknown[] = []
    for (let close = this.#started.pop(); close; close = this.#started.pop()) {
      await close().catch((error: unknown) => errors.push(error))
    }
    if (errors.length > 0) throw new AggregateError(errors, 'Something would not close.')
  }
}

/** Resolves at the first Ctrl-C or request to end; later ones change nothing, as the end is under way. */
export function interrupted(): Promise<'interrupted'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve('interrupted'))
    }
  })
}

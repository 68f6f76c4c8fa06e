// Waits for something that sends no event, such as a badge: looks again and again until it holds.
import { setTimeout as pause } from 'node:timers/promises'

const pauseMs = 40

/** Resolves to the first value that holds; after `withinMs` rejects and says what was seen last. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  holds: (value: T) => boolean = Boolean,
  withinMs = 10_000,
): Promise<T> {
  const end = performance.now() + withinMs
  for (;;) {
    const value = await look()
    if (holds(value)) return value
    if (performance.now() > end) {
      throw new Error(
        `${what}: not seen within ${withinMs / 1000} s, last seen ${JSON.stringify(value)}.`,
      )
    }
    await pause(pauseMs)
  }
}

// The tabs of one origin that watch the same. No leader: any may ask, what one learned all know, and they ask in turn.
import { type Clock, within } from './clock.js'
import type { OpenChannel } from './environment.js'
import type { Memory } from './machine.js'

/** What its sender learned, or since when it is asking CAS; empty: who knows more? */
interface Message {
  readonly memory?: Memory
  readonly asking?: number
}

/** A tab that says it is asking is believed this long: it may freeze, crash or be closed. */
const askingMs = 10_000
/** Who knows more says so within this time: hidden tabs have slow timers, but no slow messages. */
const answerMs = 30
/** A tab that froze in its turn never ends it. */
const turnMs = 2000

export interface Siblings {
  /** This tab is asking: the others wait for what it learns. */
  claim(): void
  /** What this tab has just learned. */
  tell(memory: Memory): void
  /** Another tab is asking: the local instant until which it is waited for. */
  busyUntil(now: number): number
  /** Calls `attempt` when it is this tab's turn, and those who know more have said so. */
  queue(attempt: () => void): undefined
  leave(): void
}

/**
 * @param name the same in all tabs that watch the same
 * @param hear what another tab knows; nothing, when it began to ask
 */
export function joinSiblings(
  openChannel: OpenChannel | undefined,
  name: string,
  clock: Clock,
  hear: (memory?: Memory) => void,
): Siblings | undefined {
  /** One answers who knows, not all: the last to ask CAS. */
  let own: Message | undefined
  let busySince = -Infinity
  let queued = false
  let heard = false
  let wakeQueued = () => {}

  const channel = openChannel?.(name, (message) => {
    const { memory, asking } = message as Message
    if (!memory && !asking) {
      if (own) channel?.send(own)
      return
    }
    own = undefined
    heard = true
    // A tab that froze says for ever that it is asking: Chromium lets it hear, but its request never ends.
    busySince = asking ?? -Infinity
    hear(memory)
    wakeQueued()
  })
  if (!channel) return undefined

  function say(message: Message): void {
    own = message
    channel?.send(message)
  }

  return {
    claim: () => say({ asking: clock.now() }),
    tell: (memory) => say({ memory }),
    // One that begins in the future began before the clock was set back.
    busyUntil: (now) => (busySince > now + askingMs ? 0 : busySince + askingMs),
    queue(attempt) {
      if (queued) return undefined
      queued = true
      heard = false
      const turn = async () => {
        if (!heard) {
          channel.send({})
          await new Promise<void>((resolve) => {
            const cancel = clock.after(answerMs, resolve)
            wakeQueued = () => resolve(cancel())
          })
        }
        queued = false
        attempt()
      }
      within(clock, turnMs, (signal) => channel.inTurn(turn, signal)).catch(turn)
      return undefined
    },
    leave: () => channel.close(),
  }
}

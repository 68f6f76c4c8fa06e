// The tabs of one origin that watch the same. No leader: any may ask, what one learned all know, and they ask in turn.
import { type Clock, within } from './clock.js'
import type { Environment } from './environment.js'
import type { Memory } from './machine.js'

/** A page that was cached, frozen or just opened asks who knows more; then one says so, or that it is asking. */
type Message = { readonly memory: Memory } | 'who-knows' | 'asking'

/** A tab that says it is asking is believed this long: it may freeze, crash or be closed. */
const askingMs = 10_000
/** Who knows more answers within this time; hidden tabs have slow timers, but no slow messages. */
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
  /** Calls `ask` when no other tab is about to, and `isDue` still holds after those who know more could say so. */
  inTurn(isDue: () => boolean, ask: () => void): Promise<void>
  leave(): void
}

/**
 * @param name the same in all tabs that watch the same
 * @param hear what another tab knows, and that one began to ask
 */
export function joinSiblings(
  { openChannel }: Environment,
  name: string,
  clock: Clock,
  hear: (memory?: Memory) => void,
): Siblings | undefined {
  let own: Message | undefined
  let busySince = -Infinity
  let answered = () => {}

  const channel = openChannel?.(name, (received) => {
    const message = received as Message
    if (message === 'who-knows') {
      // One answers, not all: whoever asked last.
      if (own) channel?.send(own)
      return
    }
    own = undefined
    const asking = message === 'asking'
    busySince = asking ? clock.now() : -Infinity
    hear(asking ? undefined : message.memory)
    answered()
  })
  if (!channel) return undefined

  const say = (message: Message) => {
    own = message
    busySince = -Infinity
    channel.send(message)
  }

  return {
    claim: () => say('asking'),
    tell: (memory) => say({ memory }),
    // A clock that was set back must not make us wait longer.
    busyUntil: (now) => Math.min(busySince, now) + askingMs,
    async inTurn(isDue, ask) {
      const turn = async () => {
        if (isDue()) {
          channel.send('who-knows')
          await new Promise<void>((resolve) => {
            const cancel = clock.after(answerMs, resolve)
            answered = () => {
              cancel()
              resolve()
            }
          })
        }
        if (isDue()) ask()
      }
      await within(clock, turnMs, (signal) => channel.inTurn(turn, signal)).catch(turn)
    },
    leave: () => channel.close(),
  }
}

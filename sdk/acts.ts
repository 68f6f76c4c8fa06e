// What a page can do to the session it watches: keep it alive, or end it. A look before and one after show what it did.
import type { Client } from './client.js'
import type { Mark, Monitor } from './monitor.js'
import type { LookCause } from './observation.js'
import type { SessionState } from './session.js'
import { type LogoutPage, logoutUrl } from './urls.js'

export interface LogoutOptions extends LogoutPage {
  /**
   * `full` (default) leaves this page for CAS's own, which also tells front-channel applications; `quiet` asks in the
   * background and needs no other option.
   */
  readonly mode?: 'full' | 'quiet'
}

/** What a quiet sign-out did. */
export interface SignOut {
  /** True only if a look saw the session and the next one, by the same route, no longer did. */
  readonly proved: boolean
}

export interface Acts {
  /**
   * Looks, counts as activity and looks again: the only call that extends the idle limit, where the deployer allows
   * it. `renewed` is true only if the idle limit moved. Rejects with an `SsoError`.
   */
  renew(): Promise<{ readonly renewed: boolean }>
  /** Ends the SSO session. A full logout never resolves. */
  logout(options?: LogoutOptions): Promise<SignOut>
}

/** The acts, and what the core must know of them. */
export interface Actor {
  readonly mark: Mark
  actsOn(monitor: Monitor): Acts
}

/** @param navigate leaves this page */
export function createActor(client: Client, navigate: (url: string) => void): Actor {
  let leaving: Promise<SignOut> | undefined
  let signingOut = false

  const actsOn = (monitor: Monitor): Acts => {
    async function around(
      cause: LookCause,
      act: (before: SessionState) => Promise<unknown>,
    ): Promise<[before: SessionState, after: SessionState]> {
      const before = await monitor.look(cause)
      await act(before)
      // One that is still under way may have asked before we acted.
      await monitor.wake()
      return [before, await monitor.look(cause)]
    }

    async function quietLogout(): Promise<SignOut> {
      const [before, after] = await around('logout', (state) => {
        signingOut = isCertain(state, 'signed-in')
        return client.logout()
      })
      return { proved: isCertain(before, 'signed-in') && isCertain(after, 'signed-out') }
    }

    return {
      async renew() {
        const [before, after] = await around('renew', client.touch)
        return { renewed: idleLimitAt(after) > idleLimitAt(before) }
      },
      logout({ mode = 'full', ...page } = {}) {
        if (mode === 'full') {
          navigate(logoutUrl(client.server, page))
          return new Promise(() => {})
        }
        leaving ??= quietLogout().finally(() => {
          leaving = undefined
        })
        return leaving
      },
    }
  }

  return {
    actsOn,
    // However often others look meanwhile: only an answer after the sign-out settles whose doing an end is.
    mark(outcome) {
      const marked = { signingOut }
      if (!('kind' in outcome)) signingOut &&= !!leaving
      return marked
    },
  }
}

function isCertain({ status, trouble }: SessionState, wanted: SessionState['status']): boolean {
  return status === wanted && !trouble
}

function idleLimitAt({ deadlines }: SessionState): number {
  return deadlines?.find(({ limit }) => limit === 'idle')?.at ?? 0
}

// What a page can do to the session it watches: keep it alive, or end it. A look before and one after show what it did.
import type { Client } from './client.js'
import type { Monitor } from './monitor.js'
import type { LookCause } from './observation.js'
import type { SessionState } from './session.js'
import { logoutUrl } from './urls.js'

export interface LogoutOptions {
  /**
   * `full` (default) leaves this page for CAS's own, which also tells front-channel applications; `quiet` asks in the
   * background.
   */
  readonly mode?: 'full' | 'quiet'
  /** Where CAS sends the browser after a full logout, if its deployer allows it. */
  readonly service?: string
  /** As in `cas.logout.redirect-parameter`; default `service`. */
  readonly redirectParameter?: string
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

/** @param navigate leaves this page */
export function actsOn(monitor: Monitor, client: Client, navigate: (url: string) => void): Acts {
  let leaving: Promise<SignOut> | undefined

  async function around(
    cause: LookCause,
    act: (before: SessionState) => Promise<unknown>,
  ): Promise<[before: SessionState, after: SessionState]> {
    const before = await monitor.look(cause)
    await act(before)
    return [before, await monitor.look(cause)]
  }

  async function quietLogout(): Promise<SignOut> {
    const [before, after] = await around('logout', async (state) => {
      const seen = isCertain(state, 'signed-in')
      if (seen) monitor.expectEnd()
      await client.logout()
      await monitor.settled()
      // One that asked before the logout may have answered in between.
      if (seen) monitor.expectEnd()
    })
    return { proved: isCertain(before, 'signed-in') && isCertain(after, 'signed-out') }
  }

  return {
    async renew() {
      const [before, after] = await around('renew', async () => {
        await client.touch()
        await monitor.settled()
      })
      return { renewed: idleLimitAt(after) > idleLimitAt(before) }
    },
    logout({ mode = 'full', service, redirectParameter } = {}) {
      if (mode === 'full') {
        navigate(logoutUrl(client.server, service, redirectParameter))
        return new Promise(() => {})
      }
      leaving ??= quietLogout().finally(() => {
        leaving = undefined
      })
      return leaving
    },
  }
}

function isCertain({ status, trouble }: SessionState, wanted: SessionState['status']): boolean {
  return status === wanted && !trouble
}

function idleLimitAt({ deadlines }: SessionState): number {
  return deadlines?.find(({ limit }) => limit === 'idle')?.at ?? 0
}

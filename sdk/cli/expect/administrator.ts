// The administrator's part of a trial: finds the one session that a sign-in brought, and ends it.
import type { Admin, AdminSession } from '../../admin.js'
import type { Clock } from '../../clock.js'
import { failureOf } from '../../errors.js'
import { Problem } from '../problem.js'
import type { Span } from './judgement.js'

/** All rejections are `Problem`s. */
export interface Administrator {
  /** To be called before a sign-in, and what it returns after it. */
  beforeSignIn(user: string): Promise<() => Promise<AdminSession>>
  /** Tells when CAS did it. */
  end(session: AdminSession): Promise<Span>
}

export function administratorOf(admin: Admin, clock: Clock): Administrator {
  const list = async (user: string) => {
    const { sessions } = await admin.list({ user }).catch(refused)
    return sessions.filter(({ proxied }) => !proxied)
  }
  return {
    async beforeSignIn(user) {
      const before = new Set((await list(user)).map(({ id }) => id.reveal()))
      return async () => {
        const began = (await list(user)).filter(({ id }) => !before.has(id.reveal()))
        const [session] = began
        // Somebody else's must not be ended.
        if (session && began.length === 1) return session
        const found = `${began.length} new sessions of ${user}`
        throw new Problem(
          'credentials',
          `The administrator's list shows ${found} instead of one: sign in with a user of this test's own.`,
        )
      }
    },
    async end(session) {
      const from = clock.now()
      await admin.end(session).catch(refused)
      return { from, to: clock.now() }
    },
  }
}

function refused(error: unknown): never {
  const { kind } = failureOf(error)
  throw new Problem(
    'credentials',
    `actuator/ssoSessions gave the administrator no answer to go by (${kind}): check the name, the password and docs/administration.md.`,
    kind,
  )
}

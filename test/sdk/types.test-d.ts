// What the types promise. TypeScript is the one that tests here, in the first step of `npm test`: a broken promise is a type
// error, and so is an @ts-expect-error without one. Nothing in this file ever runs.
import type {
  Client,
  Deadline,
  EndReason,
  Limit,
  Report,
  Session,
  SessionEvents,
  SessionState,
  SignedIn,
  SignedOut,
  SignOut,
  Trouble,
  TroubleKind,
  Unsubscribe,
  Watch,
  WatchEvents,
} from 'sso-pulse'
import { createClient, endOf, type SsoError, watchSession } from 'sso-pulse'
import { type Admin, type AllEnded, createAdmin, type TicketId } from 'sso-pulse/admin'
import { advice } from 'sso-pulse/advice'
import { failureOf } from 'sso-pulse/parts'
import { actuatorSso, isLoggedIn, ownSource, type StatusSource } from 'sso-pulse/sources'
import { watch } from 'sso-pulse/watch'
import { describe, expectTypeOf, test } from 'vitest'

const cas = 'https://sso.example.org/cas'

describe('a state', () => {
  test('is one of three by its status', () => {
    expectTypeOf<SessionState['status']>().toEqualTypeOf<'signed-in' | 'signed-out' | 'unknown'>()
  })

  test('signed in has a user, deadlines and when CAS said so', () => {
    return (state: SessionState) => {
      if (state.status !== 'signed-in') return
      expectTypeOf(state).toEqualTypeOf<SignedIn>()
      expectTypeOf(state.user).toEqualTypeOf<string>()
      expectTypeOf(state.deadlines).toEqualTypeOf<readonly Deadline[]>()
      expectTypeOf(state.checkedAt).toEqualTypeOf<number>()
      // @ts-expect-error who is signed in has no reason to be signed out
      state.reason
    }
  })

  test('signed out has a reason, and no deadline', () => {
    return (state: SessionState) => {
      if (state.status !== 'signed-out') return
      expectTypeOf(state).toEqualTypeOf<SignedOut>()
      expectTypeOf(state.reason).toEqualTypeOf<EndReason>()
      expectTypeOf(state.user).toEqualTypeOf<string | undefined>()
      expectTypeOf(state.deadlines).toEqualTypeOf<undefined>()
    }
  })

  test('unknown has neither user nor instant', () => {
    return (state: SessionState) => {
      if (state.status !== 'unknown') return
      expectTypeOf(state.user).toEqualTypeOf<undefined>()
      expectTypeOf(state.checkedAt).toEqualTypeOf<undefined>()
    }
  })

  test('says nothing of a user, a reason or a deadline before its status is known', () => {
    return (state: SessionState) => {
      expectTypeOf(state.user).toEqualTypeOf<string | undefined>()
      // @ts-expect-error only who is signed out has a reason
      state.reason
      // @ts-expect-error there may be no deadlines
      state.deadlines.length
    }
  })

  test('trouble may stand beside each of them', () => {
    expectTypeOf<SessionState['trouble']>().toEqualTypeOf<Trouble | undefined>()
    expectTypeOf<Trouble['kind']>().toEqualTypeOf<TroubleKind>()
  })

  test('every status can be told apart: a switch over them is exhaustive', () => {
    return (state: SessionState): string => {
      switch (state.status) {
        case 'signed-in':
          return state.user
        case 'signed-out':
          return state.reason
        case 'unknown':
          return ''
        default:
          return state satisfies never
      }
    }
  })

  test('is not to be changed by who reads it', () => {
    return (state: SignedIn, deadline: Deadline) => {
      // @ts-expect-error
      state.user = 'somebody else'
      // @ts-expect-error
      state.deadlines.push(deadline)
      // @ts-expect-error
      deadline.at = 0
    }
  })

  test('its end is a deadline or none', () => {
    expectTypeOf(endOf).returns.toEqualTypeOf<Deadline | undefined>()
  })
})

describe('a session', () => {
  test('tells each event with its detail', () => {
    return (session: Session) => {
      session.on('started', (state) => expectTypeOf(state).toEqualTypeOf<SignedIn>())
      session.on('ended', (state) => expectTypeOf(state).toEqualTypeOf<SignedOut>())
      session.on('other-user', ({ user }) => expectTypeOf(user).toEqualTypeOf<string>())
      session.on('trouble', (state) => expectTypeOf(state).toEqualTypeOf<SessionState>())
      session.on('recovered', (state) => expectTypeOf(state).toEqualTypeOf<SessionState>())
      session.on('expiring', ({ limit, remainingMs, state }) => {
        expectTypeOf(limit).toEqualTypeOf<Limit>()
        expectTypeOf(remainingMs).toEqualTypeOf<number>()
        expectTypeOf(state).toEqualTypeOf<SignedIn>()
      })
      // @ts-expect-error there is no such event
      session.on('expired', () => {})
    }
  })

  test('subscribing returns what ends it, and takes a signal', () => {
    return (session: Session, signal: AbortSignal) => {
      expectTypeOf(session.subscribe(() => {}, { signal })).toEqualTypeOf<Unsubscribe>()
      expectTypeOf(session.on('ended', () => {}, { signal })).toEqualTypeOf<Unsubscribe>()
    }
  })

  test('looks, renews and signs out with a typed outcome', () => {
    expectTypeOf<Session['check']>().returns.resolves.toEqualTypeOf<SessionState>()
    expectTypeOf<Session['renew']>().returns.resolves.toEqualTypeOf<{ readonly renewed: boolean }>()
    expectTypeOf<Session['logout']>().returns.resolves.toEqualTypeOf<SignOut>()
    expectTypeOf<SignOut['proved']>().toEqualTypeOf<boolean>()
    return (session: Session) => {
      // @ts-expect-error a sign-out is full or quiet
      void session.logout({ mode: 'silent' })
    }
  })

  test('is what sso-pulse/watch watches, and more', () => {
    expectTypeOf<Session>().toExtend<Watch>()
    expectTypeOf<Watch>().not.toExtend<Session>()
    expectTypeOf<Session>().toExtend<Disposable>()
  })
})

describe('watch() of sso-pulse/watch', () => {
  test('tells every event but a warning', () => {
    expectTypeOf<Exclude<keyof SessionEvents, keyof WatchEvents>>().toEqualTypeOf<'expiring'>()
    return () => {
      watch(cas).on('ended', ({ reason }) => expectTypeOf(reason).toEqualTypeOf<EndReason>())
      // @ts-expect-error who only watches is not warned
      watch(cas).on('expiring', () => {})
    }
  })

  test('has no acts', () => {
    return () => {
      // @ts-expect-error
      void watch(cas).renew()
      // @ts-expect-error
      void watch(cas).logout()
    }
  })
})

describe('options', () => {
  test('all of them may be left out, and times say their unit', () => {
    return () => {
      watchSession(cas)
      watchSession(cas, {
        timeoutMs: 1,
        maxStalenessMs: 1,
        warnBeforeMs: [1],
        source: actuatorSso(),
      })
      // @ts-expect-error there is no such option
      watchSession(cas, { timeout: 1 })
      // @ts-expect-error a list: one warning for each
      watchSession(cas, { warnBeforeMs: 60_000 })
      // @ts-expect-error what is left out is left out, not undefined
      watchSession(cas, { timeoutMs: undefined })
      // @ts-expect-error the address is a text
      watchSession(new URL(cas))
      // @ts-expect-error without a server there is nothing to watch
      watchSession()
    }
  })

  test('who only watches is offered nothing about warnings and leaving', () => {
    return () => {
      watch(cas, { maxStalenessMs: 1, source: isLoggedIn() })
      // @ts-expect-error
      watch(cas, { warnBeforeMs: [1] })
      // @ts-expect-error
      watch(cas, { navigate: () => {} })
    }
  })
})

describe('the client', () => {
  test('resolves to a report that is told apart by signedIn', () => {
    expectTypeOf(createClient).returns.toEqualTypeOf<Client>()
    expectTypeOf<Client['status']>().returns.resolves.toEqualTypeOf<Report>()
    expectTypeOf<Client['touch']>().returns.resolves.toEqualTypeOf<Report>()
    expectTypeOf<Client['logout']>().returns.resolves.toEqualTypeOf<void>()
    return (report: Report) => {
      if (report.signedIn) expectTypeOf(report.principal).toEqualTypeOf<string>()
      // @ts-expect-error who is signed in has no reason
      if (report.signedIn) report.reason
      // @ts-expect-error who is signed out has no name
      if (!report.signedIn) report.principal
    }
  })

  test('what went wrong is one of the kinds, and each has its advice', () => {
    expectTypeOf<SsoError['kind']>().toEqualTypeOf<TroubleKind>()
    expectTypeOf(failureOf).returns.toHaveProperty('kind').toEqualTypeOf<TroubleKind>()
    expectTypeOf(advice).parameter(0).toEqualTypeOf<TroubleKind>()
    return () => {
      // @ts-expect-error that is no kind of trouble
      advice('broken')
    }
  })
})

describe('a source', () => {
  test('of one’s own tells a report or nothing', () => {
    expectTypeOf(ownSource).returns.toEqualTypeOf<StatusSource>()
    return () => {
      ownSource('mine', async () => ({ signedIn: true, principal: 'casuser' }))
      ownSource('mine', async () => ({ signedIn: false, reason: 'ended' }))
      // @ts-expect-error whose session?
      ownSource('mine', async () => ({ signedIn: true }))
      // @ts-expect-error CAS gives no such reason
      ownSource('mine', async () => ({ signedIn: false, reason: 'expired' }))
    }
  })

  test('of stock CAS takes the policy in seconds', () => {
    return () => {
      actuatorSso({ maxTimeToLiveSeconds: 28_800, timeToKillSeconds: 7_200 })
      // @ts-expect-error
      actuatorSso({ maxTimeToLiveMs: 28_800_000 })
    }
  })
})

describe('the administrator’s calls', () => {
  test('end one session by its id, which is no text', () => {
    expectTypeOf(createAdmin).returns.toEqualTypeOf<Admin>()
    return (admin: Admin, id: TicketId) => {
      void admin.end(id)
      // @ts-expect-error a TGT id as text would be logged sooner or later
      void admin.end('TGT-1-secret')
      // @ts-expect-error nobody ends every session without a word
      void admin.endEverySession()
      expectTypeOf(admin.endAllOf('casuser')).resolves.toEqualTypeOf<AllEnded>()
    }
  })
})

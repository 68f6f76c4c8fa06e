// The list as CAS gave it last, and what was ended: asked here and nowhere else, with the browser's own session and, once typed, a name and password.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Clock, Failure } from 'sso-pulse'
import {
  type Admin,
  type AdminSession,
  type AllEnded,
  basic,
  type Credentials,
  createAdmin,
  type SessionList,
  type SessionQuery,
} from 'sso-pulse/admin'
import { failureOf } from 'sso-pulse/parts'
import { type Listed, listedOf } from './arrangement.js'

/** Of CAS 7.2's 3 kB a session some twenty thousand. */
const maxBytes = 67_108_864
/** So that CAS answers 401 without the challenge at which a browser would ask for a password itself (Spring Security). */
const fromScript = { 'x-requested-with': 'XMLHttpRequest' }

export interface Asked extends Pick<SessionQuery, 'user'> {
  readonly type: NonNullable<SessionQuery['type']>
}

export interface Listing extends Asked {
  readonly sessions: readonly Listed[]
  /** What CAS 7 counts in its registry. */
  readonly total?: number
  readonly listedAt: number
}

/** A failure: some may have ended by then, and nothing proves it. */
export type Outcome = AllEnded | Failure

/** What is to end: one, a user's, everybody's. */
export type Wish =
  | { readonly session: AdminSession }
  | { readonly user: string }
  | { readonly confirm: string }

export interface Sessions {
  readonly listing: Listing | undefined
  readonly asked: Asked
  readonly failure: Failure | undefined
  readonly busy: 'asking' | 'ending' | undefined
  readonly outcome: Outcome | undefined
  readonly hasCredentials: boolean
  readonly list: (asked: Asked) => Promise<void>
  readonly end: (wish: Wish) => Promise<void>
  readonly signIn: (credentials: Credentials) => Promise<void>
}

const everything: Asked = { type: 'ALL' }

export function useSessions(server: string, clock: Clock): Sessions {
  const [listing, setListing] = useState<Listing | undefined>(undefined)
  const [failure, setFailure] = useState<Failure | undefined>(undefined)
  const [busy, setBusy] = useState<Sessions['busy']>(undefined)
  const [outcome, setOutcome] = useState<Outcome | undefined>(undefined)
  const [asked, setAsked] = useState(everything)
  // In this page's memory alone, and gone with it.
  const credentials = useRef<Credentials | undefined>(undefined)
  const newest = useRef(0)

  const admin = (): Admin => {
    const authorization = credentials.current && basic(credentials.current)
    const headers = { ...fromScript, ...(authorization && { authorization }) }
    return createAdmin(server, { clock, headers, maxBytes })
  }
  /** An answer to an older question is let go. What was listed before stays until there is something newer. */
  const read = async (wanted: Asked) => {
    newest.current += 1
    const mine = newest.current
    setAsked(wanted)
    setBusy('asking')
    const answer = await admin().list(wanted).then(listingOf(wanted, clock), failureOf)
    if (mine !== newest.current) return
    if ('kind' in answer) setFailure(answer)
    else {
      setListing(answer)
      setFailure(undefined)
    }
    setBusy(undefined)
  }
  const list = async (wanted: Asked) => {
    if (busy !== 'ending') await read(wanted)
  }
  const end = async (wish: Wish) => {
    if (busy) return
    setBusy('ending')
    setOutcome(undefined)
    setOutcome(await endWished(admin(), wish).catch(failureOf))
    await read(asked)
  }
  const signIn = (typed: Credentials) => {
    credentials.current = typed
    return list(asked)
  }

  useEffect(() => {
    void read(everything)
    return () => {
      newest.current += 1
    }
  }, [server])
  const hasCredentials = credentials.current !== undefined
  return { listing, asked, failure, busy, outcome, hasCredentials, list, end, signIn }
}

function listingOf(wanted: Asked, clock: Clock): (list: SessionList) => Listing {
  return ({ sessions, total }) => ({
    ...wanted,
    sessions: sessions.map(listedOf),
    listedAt: clock.now(),
    ...(total !== undefined && { total }),
  })
}

/** CAS answers the same for a session that never was, so a list before and one after prove it. */
async function endWished(admin: Admin, wish: Wish): Promise<AllEnded> {
  if ('confirm' in wish) return admin.endEverySession({ confirm: wish.confirm })
  if ('user' in wish) return admin.endAllOf(wish.user)
  const { session } = wish
  const isIt = ({ id }: AdminSession) => id.reveal() === session.id.reveal()
  const { singleLogout } = await admin.end(session)
  const { sessions } = await admin.list({ user: session.principal })
  const left = sessions.filter(isIt)
  return { ended: 1 - left.length, left, singleLogout }
}

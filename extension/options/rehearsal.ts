// Plays the pretend server of a rehearsal: the in-memory CAS, looked at as the background looks at real ones.
import { createClient, type LookCause } from 'sso-pulse'
import { failureOf, nextLook } from 'sso-pulse/parts'
import { isLoggedInWithDetails } from 'sso-pulse/sources'
import { createCas, type Failure, type User } from 'sso-pulse/testing'
import { browser } from '../shared/browser.js'
import { clock } from '../shared/clock.js'
import { learned, stayedAfter } from '../shared/learned.js'
import { ask } from '../shared/protocol.js'
import {
  parseRehearsalAct,
  type RehearsalAct,
  rehearsalLock,
  rehearsalUrl,
} from '../shared/rehearsal.js'
import {
  emptyRecord,
  onWatchRecords,
  removeWatchRecord,
  watchRecords,
} from '../shared/watch-record.js'

export interface Rehearsal {
  signIn(user: string): Promise<void>
  /** A service ticket, which moves the idle limit. */
  useApplication(): Promise<void>
  endAsAdministrator(): Promise<void>
  /** The server's clock: what is known of it comes nearer to its limits. */
  advance(ms: number): Promise<void>
  toNextLimit(): Promise<void>
  /** Until it is mended. */
  fail(failure: Failure): Promise<void>
  mend(): Promise<void>
  end(): Promise<void>
}

const { origin } = new URL(rehearsalUrl)
const application = `${origin}/application`
const maxStalenessMs = 60_000
/** Short, so that every state is a few clicks away. */
const policy = { kind: 'primary', maxTimeToLiveSeconds: 3600, timeToKillSeconds: 1200 } as const

/** @param onEnd it has ended, wherever that was done */
export async function startRehearsal(onEnd: () => void): Promise<Rehearsal> {
  // Whoever signs in is known; without a prototype every name is just a name.
  const users: Record<string, User> = Object.create(null)
  const services = [{ name: 'application', pattern: application, logout: 'none' }] as const
  const setup = { policy, touch: true, released: { services: true } }
  const cas = createCas({ url: rehearsalUrl, users, services, setup })
  const visitor = cas.newBrowser({ origin })
  const source = isLoggedInWithDetails()
  const client = createClient(rehearsalUrl, { source, fetch: visitor.fetch })
  let mend = () => {}
  let cancelLook = () => {}
  let lastUser = ''
  let over = false

  async function look(cause: LookCause): Promise<void> {
    cancelLook()
    const record = await watchRecords.get(rehearsalUrl)
    const askedAt = clock.now()
    const outcome = await client.status().catch(failureOf)
    const arrivedAt = clock.now()
    if (over) return
    const seen = { outcome, askedAt, arrivedAt, cause, dice: Math.random() }
    const { memory, next } = learned(record, seen, arrivedAt)
    await watchRecords.change(rehearsalUrl, (known) => ({ ...next(known), rehearsal: true }))
    const { at } = nextLook(memory, { maxStalenessMs }, true, arrivedAt)
    cancelLook = clock.after(at - arrivedAt, () => void inTurn(() => look('alarm')))
    await refresh()
  }

  async function signIn(user: string): Promise<void> {
    lastUser = user
    users[user] = { password: '' }
    cas.signIn(user, { browser: visitor })
    await look('cookie')
  }

  async function signOut(): Promise<void> {
    await look('logout')
    const { state } = (await watchRecords.get(rehearsalUrl)).memory
    if (state.status === 'signed-out') return
    const seen = state.status === 'signed-in' && !state.trouble
    await watchRecords.change(rehearsalUrl, (known) => ({ ...known, signingOut: { seen } }))
    await client.logout()
    await look('logout')
  }

  async function stay(): Promise<void> {
    const before = await watchRecords.get(rehearsalUrl)
    await client.touch().catch(() => {})
    await look('renew')
    await watchRecords.change(rehearsalUrl, (known) => stayedAfter(before, known, clock.now()))
  }

  /** From the popup. */
  async function perform(act: RehearsalAct): Promise<void> {
    switch (act) {
      case 'check':
        return look('check')
      case 'sign-in':
        if (cas.sessions().length > 0) await signOut()
        return signIn(lastUser)
      case 'sign-out':
        return signOut()
      case 'stay':
        return stay()
    }
  }

  let last: Promise<unknown> = Promise.resolve()
  /** No act comes between another one and what is learned of it. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const doing = last.then(() => (over ? undefined : work()))
    last = doing.catch(() => {})
    return doing
  }
  const then = (work: () => unknown, cause: LookCause = 'check') =>
    inTurn(async () => {
      await work()
      await look(cause)
    })

  const onMessage = (message: unknown) => {
    const act = parseRehearsalAct(message)
    return act && inTurn(() => perform(act))
  }
  const stopListening = onWatchRecords(async () => {
    if (!over && !(await watchRecords.get(rehearsalUrl)).rehearsal) stop()
  })
  function stop(): void {
    over = true
    cancelLook()
    stopListening()
    browser.runtime.onMessage.removeListener(onMessage)
    for (const leaving of leavings) removeEventListener(leaving, leave)
    release()
    onEnd()
  }
  const leave = () => void endRehearsal()
  // In `pagehide` Firefox lets an extension's page call nothing any more.
  const leavings = ['beforeunload', 'pagehide'] as const

  const release = await hold(rehearsalLock)
  await watchRecords.set({ ...emptyRecord(rehearsalUrl), rehearsal: true })
  browser.runtime.onMessage.addListener(onMessage)
  for (const leaving of leavings) addEventListener(leaving, leave)
  await inTurn(() => look('start'))
  return {
    signIn: (user) => inTurn(() => signIn(user)),
    useApplication: () =>
      then(() => visitor.open(`${cas.url}/login?service=${encodeURIComponent(application)}`)),
    endAsAdministrator: () => then(() => cas.endSession()),
    advance: (ms) => then(() => cas.clock.advance(ms)),
    toNextLimit: () => {
      const limit = cas.nextLimitAt()
      return then(() => limit && cas.clock.advance(limit + 1 - cas.clock.now()))
    },
    fail: (failure) =>
      then(() => {
        mend()
        mend = cas.fail(failure)
      }),
    mend: () => then(() => mend()),
    end: endRehearsal,
  }
}

/** Resolves, once it is held, to what lets go of it. */
function hold(lock: string): Promise<() => void> {
  return new Promise((resolve) => {
    void navigator.locks.request(lock, () => new Promise<void>((release) => resolve(release)))
  })
}

/** Wherever it goes on. */
export async function endRehearsal(): Promise<void> {
  await Promise.all([removeWatchRecord(rehearsalUrl), refresh()])
}

/** A background that can't be reached shows it later. */
function refresh(): Promise<void> {
  return ask({ type: 'refresh' }).catch(() => {})
}

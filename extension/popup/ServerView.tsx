// One server's session: when what is said of it changes, and what a click does. It asks the background, never CAS.
import { useState } from 'preact/hooks'
import { type Clock, endOf } from 'sso-pulse'
import { loginUrl } from 'sso-pulse/gateway'
import { browser } from '../shared/browser.js'
import { minuteMs, nextCountAt } from '../shared/duration.js'
import type { Picture } from '../shared/picture.js'
import type { Request } from '../shared/protocol.js'
import { askRehearsal, type RehearsalAct } from '../shared/rehearsal.js'
import type { Say } from '../shared/say.js'
import { ownSettings, type ServerSettings, withServer } from '../shared/settings.js'
import { type Action, spokenOf } from '../shared/words/spoken.js'
import { askAfresh, tell } from '../ui/tell.js'
import { useNow } from '../ui/use-now.js'
import { SpokenView } from './SpokenView.js'

/** A first look that takes longer makes people wonder. */
const patienceMs = 5000

/** What the page that plays the rehearsal does in place of a server. */
const rehearsed: Readonly<Partial<Record<Action, RehearsalAct>>> = {
  'sign-in': 'sign-in',
  'sign-in-again': 'sign-in',
  'sign-out': 'sign-out',
  stay: 'stay',
  'try-again': 'check',
}

/** What can be asked for one server. */
type ServerRequest = Extract<Request, { readonly server: string }>['type']

interface ServerViewProps {
  readonly picture: Picture
  readonly clock: Clock
  readonly say: Say
  /** Back to the others, where there are any. */
  readonly onBack?: (() => void) | undefined
}

export function ServerView({ picture, clock, say, onBack }: ServerViewProps) {
  const [openedAt] = useState(() => clock.now())
  const [doing, setDoing] = useState<Action | undefined>(undefined)
  const now = useNow(clock, (instant) => nextChangeAt(picture, openedAt, instant), askAfresh)
  const server = picture.kind === 'not-configured' ? undefined : picture.server

  const request = async (type: ServerRequest, action: Action) => {
    if (!server) return
    setDoing(action)
    await tell({ type, server: server.url })
    setDoing(undefined)
  }
  const rehearse = async (act: RehearsalAct, action: Action) => {
    setDoing(action)
    await askRehearsal(act).catch(() => {})
    setDoing(undefined)
  }
  const act = (action: Action) => {
    const pretended = picture.kind === 'session' && picture.record.rehearsal && rehearsed[action]
    if (pretended) return void rehearse(pretended, action)
    switch (action) {
      case 'sign-in':
        return void openLogin(picture)
      case 'sign-in-again':
        return void signInAgain(picture, () => request('sign-out', action))
      case 'sign-out':
        return void request('sign-out', action)
      case 'stay':
        return void request('stay', action)
      case 'snooze':
        return void request('snooze', action)
      case 'dismiss':
        return void request('dismiss', action)
      case 'try-again':
        return void request('check', action)
      case 'resume':
        return void resume(server)
      case 'cancel':
        return window.close()
      case 'set-up':
      case 'allow':
        return void openOptions()
    }
  }
  const waiting = now >= patientUntil(picture, openedAt)
  const spoken = spokenOf(picture, now, say, waiting)
  return (
    <SpokenView
      picture={picture}
      spoken={spoken}
      headlineAt={(instant) => spokenOf(picture, instant, say).headline}
      now={now}
      clock={clock}
      say={say}
      doing={doingNow(picture, doing)}
      onAction={act}
      onBack={onBack}
    />
  )
}

/** A sign-out that was begun goes on when the popup that asked for it is gone. */
function doingNow(picture: Picture, doing: Action | undefined): Action | undefined {
  const begun = picture.kind === 'session' && picture.record.signingOut !== undefined
  return doing ?? (begun ? 'sign-out' : undefined)
}

function nextChangeAt(picture: Picture, openedAt: number, now: number): number {
  const never = Number.POSITIVE_INFINITY
  const wondersAt = patientUntil(picture, openedAt)
  const wonders = now < wondersAt ? wondersAt : never
  if (picture.kind !== 'session') return wonders
  const { state, checkedAt = now } = picture.record.memory
  const end = endOf(state)
  const counted = end ? nextCountAt(end.at, now) : never
  const older = now + minuteMs - (Math.max(0, now - checkedAt) % minuteMs)
  return Math.min(wonders, counted, older)
}

/** Counted from when a person began to wait: the opening, or the deadline that they saw pass. */
function patientUntil(picture: Picture, openedAt: number): number {
  const end = picture.kind === 'session' ? endOf(picture.record.memory.state) : undefined
  return Math.max(openedAt, end?.at ?? openedAt) + patienceMs
}

async function resume(server: ServerSettings | undefined): Promise<void> {
  if (!server) return
  const { paused: _, ...resumed } = server
  await ownSettings.set(withServer(await ownSettings.get(), resumed))
}

async function openLogin(picture: Picture): Promise<void> {
  if (picture.kind !== 'session') return
  await browser.tabs.create({ url: loginUrl(picture.server.url) })
  window.close()
}

/** CAS keeps a session's creation time at a renewed login, so only a new session has a new time limit. */
async function signInAgain(picture: Picture, signOut: () => Promise<void>): Promise<void> {
  const alive = picture.kind === 'session' && picture.record.memory.state.status === 'signed-in'
  if (alive) await signOut()
  await openLogin(picture)
}

async function openOptions(): Promise<void> {
  await browser.runtime.openOptionsPage()
  window.close()
}

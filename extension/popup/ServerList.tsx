// Several servers at a glance: a row for each, the nearest deadline first; a row opens its server.
import { useRef, useState } from 'preact/hooks'
import { type Clock, endOf } from 'sso-pulse'
import { browser } from '../shared/browser.js'
import { nextCountAt } from '../shared/duration.js'
import { byDeadline, type ServerPicture, worstOf } from '../shared/picture.js'
import type { Say } from '../shared/say.js'
import { isolate } from '../shared/words/names.js'
import { spokenOf } from '../shared/words/spoken.js'
import { type Announcement, announce } from '../ui/announcement.js'
import { Countdown } from '../ui/Countdown.js'
import { LiveRegion } from '../ui/LiveRegion.js'
import { Sentence } from '../ui/Sentence.js'
import { Shape } from '../ui/Shape.js'
import { askAfresh, tell } from '../ui/tell.js'
import { useNow } from '../ui/use-now.js'
import { useFocusKept } from './use-focus-kept.js'

interface ServerListProps {
  readonly servers: readonly ServerPicture[]
  /** Before all others, and no part of what is said of them. */
  readonly rehearsal?: ServerPicture | undefined
  /** The one from which a person came back. */
  readonly left: string | undefined
  readonly clock: Clock
  readonly say: Say
  readonly onChoose: (url: string) => void
}

export function ServerList({ servers, rehearsal, left, clock, say, onChoose }: ServerListProps) {
  const rows = [...(rehearsal ? [rehearsal] : []), ...byDeadline(servers)]
  const nextAt = (instant: number) => Math.min(...rows.map((each) => changeAt(each, instant)))
  const now = useNow(clock, nextAt, askAfresh)
  const [leaving, setLeaving] = useState(false)
  const headline = useRef<HTMLHeadingElement>(null)
  const page = useFocusKept(headline)
  const announced = useRef<Announcement | undefined>(undefined)
  const worst = worstOf(servers, now)
  const headlineAt = (instant: number) => spokenOf(worst, instant, say).headline
  announced.current = announce(announced.current, spokenOf(worst, now, say), now, headlineAt)
  const live = servers.filter(isSignedIn).length

  const signOutOfAll = async () => {
    if (leaving) return
    setLeaving(true)
    await tell({ type: 'sign-out-of-all' })
    setLeaving(false)
  }
  return (
    <main ref={page} class="popup">
      <LiveRegion text={announced.current.text} />
      <h1 ref={headline} tabIndex={-1}>
        {say('your_servers')}
      </h1>
      <ul class="servers">
        {rows.map((picture) => (
          <li key={picture.server.url}>
            <Row
              picture={picture}
              wasOpen={picture.server.url === left}
              now={now}
              say={say}
              onChoose={onChoose}
            />
          </li>
        ))}
      </ul>
      <div class="actions">
        {live > 1 && (
          <button type="button" aria-disabled={leaving ? 'true' : undefined} onClick={signOutOfAll}>
            {say(leaving ? 'signing_out' : 'sign_out_of_all')}
          </button>
        )}
        <button type="button" onClick={() => void openOptions()}>
          {say('settings')}
        </button>
      </div>
    </main>
  )
}

function isSignedIn(picture: ServerPicture): boolean {
  return picture.kind === 'session' && picture.record.memory.state.status === 'signed-in'
}

async function openOptions(): Promise<void> {
  await browser.runtime.openOptionsPage()
  window.close()
}

function changeAt(picture: ServerPicture, now: number): number {
  const end = picture.kind === 'session' ? endOf(picture.record.memory.state) : undefined
  return end ? nextCountAt(end.at, now) : Number.POSITIVE_INFINITY
}

interface RowProps {
  readonly picture: ServerPicture
  readonly wasOpen: boolean
  readonly now: number
  readonly say: Say
  readonly onChoose: (url: string) => void
}

function Row({ picture, wasOpen, now, say, onChoose }: RowProps) {
  const { tone, shape, headline, left } = spokenOf(picture, now, say)
  return (
    <button
      type="button"
      class="server"
      data-left={wasOpen || undefined}
      onClick={() => onChoose(picture.server.url)}
    >
      <Shape tone={tone} shape={shape} />
      <span class="told">
        <strong>
          <Sentence text={isolate(picture.server.name)} />
        </strong>
        <span class="quiet">
          <Sentence text={headline} />
        </span>
      </span>
      {left && <Countdown {...left} />}
    </button>
  )
}

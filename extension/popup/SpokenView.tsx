// What there is to say of one server as a person sees, hears and reaches it: words, buttons, and more on demand.
import { useId, useRef, useState } from 'preact/hooks'
import type { Clock } from 'sso-pulse'
import type { Picture } from '../shared/picture.js'
import type { Say } from '../shared/say.js'
import type { Action, Spoken } from '../shared/words/spoken.js'
import { checkedText } from '../shared/words/time.js'
import { type Announcement, announce } from '../ui/announcement.js'
import { Countdown } from '../ui/Countdown.js'
import { Disclosure } from '../ui/Disclosure.js'
import { LiveRegion } from '../ui/LiveRegion.js'
import { Sentence } from '../ui/Sentence.js'
import { Sentences } from '../ui/Sentences.js'
import { Shape } from '../ui/Shape.js'
import { ActionButton } from './ActionButton.js'
import { Elsewhere } from './Elsewhere.js'
import { type About, More, moreLabels } from './More.js'
import { useCopying } from './use-copying.js'
import { useFocusKept } from './use-focus-kept.js'

interface SpokenViewProps {
  readonly picture: Picture
  readonly spoken: Spoken
  readonly headlineAt: (instant: number) => string
  readonly now: number
  readonly clock: Clock
  readonly say: Say
  readonly doing: Action | undefined
  readonly onAction: (action: Action) => void
  readonly onBack?: (() => void) | undefined
}

export function SpokenView({
  picture,
  spoken,
  headlineAt,
  now,
  clock,
  say,
  doing,
  onAction,
  onBack,
}: SpokenViewProps) {
  const headline = useRef<HTMLHeadingElement>(null)
  const page = useFocusKept(headline)
  const announced = useRef<Announcement | undefined>(undefined)
  announced.current = announce(announced.current, spoken, now, headlineAt)
  const copying = useCopying(announced.current, say)
  const [opened, setOpened] = useState<About | undefined>(undefined)
  const moreId = useId()
  const { tone, shape, place, lines, left, actions, explains } = spoken
  const session = picture.kind === 'session' ? picture : undefined
  const checkedAt = session?.record.memory.checkedAt
  const about = explains ?? 'details'
  const open = opened === about
  // Nothing is known yet: there are no details worth a button.
  const hasMore = explains !== undefined || session?.record.memory.lookedAt !== undefined
  return (
    <main ref={page} class="popup">
      <LiveRegion text={copying.said ?? announced.current.text} />
      {onBack && (
        <button type="button" class="back" onClick={onBack}>
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d="M8 2l-4 4 4 4" />
          </svg>
          {say('all_servers')}
        </button>
      )}
      {session?.record.rehearsal && <p class="rehearsal">{say('rehearsal_banner')}</p>}
      <header>
        <Shape tone={tone} shape={shape} />
        <h1 ref={headline} tabIndex={-1}>
          <Sentence text={spoken.headline} />
        </h1>
        {left && <Countdown {...left} />}
      </header>
      <div class="told">
        {place && (
          <p class="place">
            <Sentence text={place} />
          </p>
        )}
        <Sentences lines={lines} />
      </div>
      <div class="actions">
        {actions.map((action, index) => (
          <ActionButton
            key={action}
            action={action}
            primary={index === 0 && action !== 'sign-out' && action !== 'cancel'}
            doing={doing}
            say={say}
            onAction={onAction}
          />
        ))}
      </div>
      {session?.record.elsewhere?.length ? (
        <Elsewhere server={session.server.url} stores={session.record.elsewhere} say={say} />
      ) : null}
      <footer>
        {checkedAt !== undefined && <p class="checked">{checkedText(checkedAt, now, say)}</p>}
        {hasMore && (
          <Disclosure
            label={say(moreLabels[about])}
            controls={moreId}
            open={open}
            onToggle={() => setOpened(open ? undefined : about)}
          />
        )}
      </footer>
      <div id={moreId} class="more" hidden={!open}>
        {open && <More {...{ about, picture, now, clock, say, copying }} />}
      </div>
    </main>
  )
}

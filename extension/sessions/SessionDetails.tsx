// One session: what CAS tells of it, its id for who needs it, and its end after one question.
import type { Ref } from 'preact'
import { useState } from 'preact/hooks'
import type { AdminSession } from 'sso-pulse/admin'
import type { Say } from '../shared/say.js'
import { Facts } from '../ui/Facts.js'
import { Question } from '../ui/Question.js'
import { factsOf, type Time, userText } from './words.js'

interface SessionDetailsProps {
  readonly session: AdminSession
  readonly time: Time
  readonly busy: boolean
  readonly say: Say
  readonly firstAction: Ref<HTMLButtonElement>
  readonly onEnd: () => void
}

export function SessionDetails(props: SessionDetailsProps) {
  const { session, time, busy, say, firstAction, onEnd } = props
  const [asking, setAsking] = useState(false)
  const [showsId, setShowsId] = useState(false)
  const id = showsId ? session.id.reveal() : `${session.id}`
  return (
    <section class="details" aria-label={say('details')}>
      <div class="bar">
        {asking ? (
          <Question
            text={say('session_end_ask', userText(session, say))}
            yes={say('session_end_yes')}
            say={say}
            onAnswer={(yes) => {
              setAsking(false)
              if (yes) onEnd()
            }}
          />
        ) : (
          <button
            ref={firstAction}
            type="button"
            aria-disabled={busy ? 'true' : undefined}
            onClick={() => {
              if (!busy) setAsking(true)
            }}
          >
            {say('session_end_one')}
          </button>
        )}
        <button type="button" aria-pressed={showsId} onClick={() => setShowsId(!showsId)}>
          {say('session_show_id')}
        </button>
        {showsId && <p class="fault">{say('session_id_warning')}</p>}
      </div>
      <Facts facts={factsOf(session, id, time, say)} />
    </section>
  )
}

// A rehearsal: a pretend server, what happens to it at a click, and what the toolbar then says.
import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import { clock } from '../shared/clock.js'
import { durationOf } from '../shared/duration.js'
import type { SessionPicture } from '../shared/picture.js'
import { readOverview } from '../shared/read-overview.js'
import type { Say } from '../shared/say.js'
import { titleOf } from '../shared/words/title.js'
import { Notice, type Told } from '../ui/Notice.js'
import { endRehearsal, type Rehearsal as Played, startRehearsal } from './rehearsal.js'
import { Switch } from './Switch.js'

interface RehearsalProps {
  readonly picture: SessionPicture | undefined
  readonly told: Told | undefined
  readonly say: Say
  readonly onTell: (told: Told | undefined) => void
}

const minuteMs = 60_000

export function Rehearsal({ picture, told, say, onTell }: RehearsalProps) {
  const [played, setPlayed] = useState<Played | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const [user, setUser] = useState('casuser')
  const id = useId()
  const on = picture !== undefined

  const perform = async (work: () => Promise<void>) => {
    if (busy) return
    setBusy(true)
    try {
      await work()
    } finally {
      setBusy(false)
    }
    onTell(await nowOnToolbar(say))
  }
  const flip = () =>
    perform(async () => {
      if (on) await endRehearsal()
      else setPlayed(await startRehearsal(() => setPlayed(undefined)))
    })
  const button = (label: string, work: (rehearsal: Played) => Promise<void>) => (
    <button
      type="button"
      aria-disabled={busy ? 'true' : undefined}
      onClick={() => played && perform(() => work(played))}
    >
      {label}
    </button>
  )
  const later = (minutes: number) =>
    say('rehearsal_later', say.duration(durationOf(minutes * minuteMs), 'short'))
  return (
    <section class="card" aria-labelledby={`${id}-heading`}>
      <div>
        <h2 id={`${id}-heading`}>{say('rehearsal')}</h2>
        <p class="hint">{say('rehearsal_intro')}</p>
      </div>
      <Switch label={say('rehearsal_switch')} on={on} lockedBy={undefined} onFlip={flip} />
      {on && !played && <p>{say('rehearsal_elsewhere')}</p>}
      {on && played && (
        <>
          <Group label={say('rehearsal_time')}>
            {button(later(1), (rehearsal) => rehearsal.advance(minuteMs))}
            {button(later(10), (rehearsal) => rehearsal.advance(10 * minuteMs))}
            {button(say('rehearsal_to_limit'), (rehearsal) => rehearsal.toNextLimit())}
          </Group>
          <Group label={say('rehearsal_person')}>
            <div class="field">
              <label for={`${id}-user`}>{say('rehearsal_user')}</label>
              <input
                id={`${id}-user`}
                dir="auto"
                maxLength={80}
                value={user}
                onInput={({ currentTarget }) => setUser(currentTarget.value)}
              />
            </div>
            {button(say('rehearsal_sign_in'), (rehearsal) =>
              rehearsal.signIn(user.trim() || 'casuser'),
            )}
            {button(say('rehearsal_other'), (rehearsal) => rehearsal.signIn(`${user.trim()}-2`))}
            {button(say('rehearsal_use'), (rehearsal) => rehearsal.useApplication())}
          </Group>
          <Group label={say('rehearsal_server')}>
            {button(say('rehearsal_administrator'), (rehearsal) => rehearsal.endAsAdministrator())}
            {button(say('rehearsal_error'), (rehearsal) => rehearsal.fail({ status: 503 }))}
            {button(say('rehearsal_no_answer'), (rehearsal) => rehearsal.fail({ reset: true }))}
            {button(say('rehearsal_mend'), (rehearsal) => rehearsal.mend())}
          </Group>
        </>
      )}
      {told && <Notice {...told} />}
    </section>
  )
}

/** What the toolbar's button says now. */
async function nowOnToolbar(say: Say): Promise<Told | undefined> {
  const { rehearsal } = await readOverview()
  const headline = rehearsal && titleOf(rehearsal, clock.now(), say, true)
  return headline ? { good: true, headline, lines: [] } : undefined
}

interface GroupProps {
  readonly label: string
  readonly children: ComponentChildren
}

function Group({ label, children }: GroupProps) {
  return (
    <fieldset class="rehearsed">
      <legend>{label}</legend>
      {children}
    </fieldset>
  )
}

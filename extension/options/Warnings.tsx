// When to warn before a sign-in ends, and whether by a notification of the system, too.
import { useId } from 'preact/hooks'
import type { EffectiveSettings } from '../shared/effective-settings.js'
import type { Say } from '../shared/say.js'
import { readWarnings, type Warnings as WarningSettings } from '../shared/settings.js'
import { Notice, type Told } from '../ui/Notice.js'
import { Shape } from '../ui/Shape.js'
import { LockNote } from './LockNote.js'
import { askFor } from './needs.js'
import { Switch } from './Switch.js'
import { TextField } from './TextField.js'
import type { MakeChange } from './use-changes.js'
import { useNotificationsAllowed } from './use-notifications.js'

interface WarningsProps {
  readonly settings: EffectiveSettings
  readonly told: Told | undefined
  readonly say: Say
  readonly onTell: (told: Told | undefined) => void
  readonly onChange: MakeChange
}

export function Warnings({ settings, told, say, onTell, onChange }: WarningsProps) {
  const { warnings, policy } = settings
  const allowed = useNotificationsAllowed()
  const id = useId()
  const lockedBy = policy.lockWarnings ? `${id}-lock` : undefined

  const keep = (label: string, changed: WarningSettings) =>
    onChange(say('kept', label), (known) => ({ ...known, warnings: changed }))
  const notify = async () => {
    // First and at once: Firefox takes only this for a person's wish.
    const asked = askFor({ origins: [], permissions: ['notifications'] })
    onTell(undefined)
    if (await asked) {
      if (!warnings.notify) await keep(say('notify_label'), { ...warnings, notify: true })
    } else {
      onTell({ good: false, headline: say('notify_refused'), lines: [] })
    }
  }
  return (
    <section class="card" aria-labelledby={`${id}-heading`}>
      <div>
        <h2 id={`${id}-heading`}>{say('warnings_heading')}</h2>
        {lockedBy && <LockNote id={lockedBy} say={say} />}
      </div>
      <TextField
        label={say('minutes_label')}
        hint={say('minutes_hint')}
        kind="number"
        value={warnings.minutes.join(', ')}
        lockedBy={lockedBy}
        tidied={(typed) => minutesIn(typed)?.join(', ') ?? typed.trim()}
        faultOf={(typed) => (minutesIn(typed) ? undefined : say('fault_minutes'))}
        onKeep={(typed) => {
          const minutes = minutesIn(typed)
          if (minutes) void keep(say('minutes_label'), { ...warnings, minutes })
        }}
      />
      <Switch
        label={say('notify_label')}
        on={warnings.notify}
        lockedBy={lockedBy}
        onFlip={() =>
          warnings.notify ? keep(say('notify_label'), { ...warnings, notify: false }) : notify()
        }
      />
      {warnings.notify && !allowed && (
        <div class="notice">
          <Shape tone="info" shape="key" />
          <div>
            <p>{say('notify_permission')}</p>
            <button type="button" class="primary" onClick={notify}>
              {say('allow')}
            </button>
          </div>
        </div>
      )}
      {told && <Notice {...told} />}
    </section>
  )
}

/** The longest first and each once; undefined where one can't be used. */
function minutesIn(typed: string): readonly number[] | undefined {
  const parts = typed.split(/[\s,;]+/).filter(Boolean)
  const numbers = parts.map((part) => (/^\d+$/.test(part) ? Number(part) : Number.NaN))
  return parts.length > 0 ? readWarnings({ notify: false, minutes: numbers })?.minutes : undefined
}

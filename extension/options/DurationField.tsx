// A length of time as hours and minutes; kept in seconds, absent while both are empty.
import { useId } from 'preact/hooks'
import type { Say } from '../shared/say.js'
import { useDraft } from './use-draft.js'

interface DurationFieldProps {
  readonly label: string
  readonly hint: string
  readonly seconds: number | undefined
  readonly lockedBy: string | undefined
  readonly say: Say
  /** One sentence, where it can't be used. */
  readonly faultOf: (seconds: number | undefined) => string | undefined
  readonly onKeep: (seconds: number | undefined) => void
}

interface Typed {
  readonly hours: string
  readonly minutes: string
}

const nothing: Typed = { hours: '', minutes: '' }

export function DurationField(props: DurationFieldProps) {
  const { label, hint, seconds, lockedBy, say, faultOf, onKeep } = props
  const [typed, setTyped] = useDraft(seconds, typedOf)
  const id = useId()
  const fault = faultOf(secondsOf(typed))
  const described = [fault && `${id}-fault`, `${id}-hint`, lockedBy].filter(Boolean).join(' ')
  const part = (unit: keyof Typed, unitLabel: string) => (
    <div>
      <label id={`${id}-${unit}`} for={`${id}-${unit}-field`}>
        {unitLabel}
      </label>
      <input
        id={`${id}-${unit}-field`}
        type="text"
        dir="ltr"
        inputMode="numeric"
        autoComplete="off"
        readOnly={lockedBy !== undefined}
        value={typed[unit]}
        aria-labelledby={`${id}-label ${id}-${unit}`}
        aria-describedby={described}
        aria-invalid={fault !== undefined}
        onInput={({ currentTarget }) => setTyped({ ...typed, [unit]: currentTarget.value })}
        onChange={({ currentTarget }) => {
          const wanted = secondsOf({ ...typed, [unit]: currentTarget.value })
          if (faultOf(wanted) === undefined) onKeep(wanted)
        }}
      />
    </div>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend can't be laid out in a grid
    <div class="field" role="group" aria-labelledby={`${id}-label`}>
      <p id={`${id}-label`} class="label">
        {label}
      </p>
      <div class="parts">
        {part('hours', say('hours'))}
        {part('minutes', say('minutes'))}
      </div>
      {fault && (
        <p id={`${id}-fault`} class="fault">
          {fault}
        </p>
      )}
      <p id={`${id}-hint`} class="hint">
        {hint}
      </p>
    </div>
  )
}

function typedOf(seconds: number | undefined): Typed {
  if (seconds === undefined) return nothing
  const minutes = Math.floor(seconds / 60)
  return { hours: `${Math.floor(minutes / 60)}`, minutes: `${minutes % 60}` }
}

/** Not a number where it can't be read. */
function secondsOf({ hours, minutes }: Typed): number | undefined {
  const [h, m] = [hours.trim(), minutes.trim()]
  if (!h && !m) return undefined
  return /^\d*$/.test(h + m) ? Number(h) * 3600 + Number(m) * 60 : Number.NaN
}

// One of a few, all of them in sight.
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface ChoicesProps<T extends string> {
  readonly label: string
  readonly chosen: T
  readonly choices: readonly (readonly [value: T, label: string])[]
  readonly lockedBy: string | undefined
  readonly onChoose: (value: T) => void
  /** What belongs to the choice. */
  readonly children?: ComponentChildren
}

export function Choices<T extends string>(props: ChoicesProps<T>) {
  const { label, chosen, choices, lockedBy, onChoose, children } = props
  const id = useId()
  return (
    <fieldset class="field" aria-describedby={lockedBy}>
      <legend>{label}</legend>
      {choices.map(([value, text]) => (
        <label key={value} class="choice">
          <input
            type="radio"
            name={id}
            value={value}
            checked={value === chosen}
            disabled={lockedBy !== undefined}
            onChange={() => onChoose(value)}
          />
          {text}
        </label>
      ))}
      {children}
    </fieldset>
  )
}

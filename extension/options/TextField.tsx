// A line of text that is checked while it is typed and kept when it is left; what can't be used is not kept.
import { useId } from 'preact/hooks'
import { useDraft } from './use-draft.js'

interface TextFieldProps {
  readonly label: string
  readonly hint?: string | undefined
  /** As it is kept. */
  readonly value: string
  readonly placeholder?: string
  readonly kind?: 'words' | 'code' | 'address' | 'number'
  /** The id of what says why it can't be changed. */
  readonly lockedBy?: string | undefined
  /** One sentence, where it can't be used. */
  readonly faultOf?: (typed: string) => string | undefined
  /** As it would be kept. */
  readonly tidied?: (typed: string) => string
  readonly onKeep: (typed: string) => void
}

const kinds = {
  words: { dir: 'auto', maxLength: 80 },
  code: { dir: 'ltr' },
  address: { dir: 'ltr', inputMode: 'url' },
  number: { dir: 'ltr', inputMode: 'numeric' },
} as const

export function TextField({
  label,
  hint,
  value,
  placeholder,
  kind = 'code',
  lockedBy,
  faultOf = () => undefined,
  tidied = (typed) => typed.trim(),
  onKeep,
}: TextFieldProps) {
  const [typed, setTyped] = useDraft(value, String)
  const id = useId()
  const fault = faultOf(tidied(typed))
  const described = [fault && `${id}-fault`, hint && `${id}-hint`, lockedBy]
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        {...kinds[kind]}
        autoComplete="off"
        autoCapitalize="none"
        spellcheck={false}
        {...(placeholder && { placeholder })}
        readOnly={lockedBy !== undefined}
        value={typed}
        aria-invalid={fault !== undefined}
        aria-describedby={described.filter(Boolean).join(' ') || undefined}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        onChange={({ currentTarget }) => {
          const wanted = tidied(currentTarget.value)
          if (faultOf(wanted) !== undefined) return
          setTyped(wanted)
          onKeep(wanted)
        }}
      />
      {fault && (
        <p id={`${id}-fault`} class="fault">
          {fault}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
    </div>
  )
}

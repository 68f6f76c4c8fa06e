// The end of many sessions at once: what is to end is typed, letter by letter.
import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { Say } from '../shared/say.js'
import { isolate } from '../shared/words/names.js'
import { Sentence } from '../ui/Sentence.js'
import type { Wish } from './use-sessions.js'

interface EndManyProps {
  /** As `Admin.server`. */
  readonly server: string
  readonly busy: boolean
  readonly say: Say
  readonly onEnd: (wish: Wish) => void
}

export function EndMany({ server, busy, say, onEnd }: EndManyProps) {
  const name = isolate(server)
  return (
    <section class="many" aria-labelledby="end-many">
      <h2 id="end-many">{say('sessions_end_many')}</h2>
      <Typed
        label={say('sessions_end_user')}
        button={say('sessions_end_user_button')}
        busy={busy}
        faultOf={(typed) => (typed ? undefined : say('sessions_end_user_fault'))}
        onTyped={(user) => onEnd({ user })}
      />
      <Typed
        label={<Sentence text={say('sessions_end_all', name)} />}
        button={say('sessions_end_all_button')}
        busy={busy}
        faultOf={(typed) => (typed === server ? undefined : say('sessions_end_all_fault', name))}
        onTyped={(confirm) => onEnd({ confirm })}
      />
    </section>
  )
}

interface TypedProps {
  readonly label: ComponentChildren
  readonly button: string
  readonly busy: boolean
  readonly faultOf: (typed: string) => string | undefined
  readonly onTyped: (typed: string) => void
}

function Typed({ label, button, busy, faultOf, onTyped }: TypedProps) {
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState<string | undefined>(undefined)
  const id = useId()
  const submit = (event: Event) => {
    event.preventDefault()
    if (busy) return
    const wanted = typed.trim()
    const found = faultOf(wanted)
    setFault(found)
    if (found !== undefined) return
    setTyped('')
    onTyped(wanted)
  }
  return (
    <form class="typed" onSubmit={submit}>
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        autoCapitalize="none"
        spellcheck={false}
        value={typed}
        aria-invalid={fault !== undefined}
        aria-describedby={fault && `${id}-fault`}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <button type="submit" aria-disabled={busy ? 'true' : undefined}>
        {button}
      </button>
      {fault && (
        <p id={`${id}-fault`} class="fault" role="alert">
          <Sentence text={fault} />
        </p>
      )}
    </form>
  )
}

// Which sessions are looked for: typing finds among those that are listed, Enter and the kind ask CAS.
import { useId } from 'preact/hooks'
import type { Say } from '../shared/say.js'
import type { Asked } from './use-sessions.js'

interface SearchBarProps {
  readonly typed: string
  readonly asked: Asked
  readonly say: Say
  readonly onType: (typed: string) => void
  readonly onAsk: (asked: Asked) => void
}

const kinds = [
  ['ALL', 'sessions_all'],
  ['DIRECT', 'sessions_direct'],
  ['PROXIED', 'sessions_proxied'],
] as const

export function SearchBar({ typed, asked, say, onType, onAsk }: SearchBarProps) {
  const id = useId()
  const { type } = asked
  const everybody = () => {
    onType('')
    onAsk({ type })
  }
  const ask = (event: Event) => {
    event.preventDefault()
    const user = typed.trim()
    onAsk(user ? { type, user } : { type })
  }
  return (
    <search>
      <form class="bar" onSubmit={ask}>
        <div class="field">
          <label for={`${id}-user`}>{say('sessions_find')}</label>
          <input
            id={`${id}-user`}
            type="search"
            autoComplete="off"
            autoCapitalize="none"
            spellcheck={false}
            value={typed}
            onInput={({ currentTarget }) => onType(currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for={`${id}-kind`}>{say('sessions_kind')}</label>
          <select
            id={`${id}-kind`}
            value={type}
            onChange={({ currentTarget }) => {
              const chosen = kinds.find(([kind]) => kind === currentTarget.value)
              if (chosen) onAsk({ ...asked, type: chosen[0] })
            }}
          >
            {kinds.map(([kind, label]) => (
              <option key={kind} value={kind}>
                {say(label)}
              </option>
            ))}
          </select>
        </div>
        <button type="button" onClick={() => onAsk(asked)}>
          {say('sessions_reload')}
        </button>
        {asked.user !== undefined && (
          <button type="button" onClick={everybody}>
            {say('sessions_everybody')}
          </button>
        )}
      </form>
    </search>
  )
}

// What is looked for in the rows, and the way from one change to the next.
import { useId } from 'preact/hooks'
import type { Say } from '../shared/say.js'
import type { Filter } from './filter.js'
import type { Command } from './keys.js'
import { serverText } from './row-words.js'

interface FilterBarProps {
  readonly filter: Filter
  readonly servers: readonly string[]
  readonly say: Say
  readonly onChange: (filter: Filter) => void
  readonly onJump: (command: Command) => void
}

export function FilterBar({ filter, servers, say, onChange, onJump }: FilterBarProps) {
  const id = useId()
  return (
    <search class="bar">
      <div class="field">
        <label for={`${id}-text`}>{say('timeline_filter')}</label>
        <input
          id={`${id}-text`}
          type="search"
          data-key="filter"
          value={filter.text}
          onInput={({ currentTarget }) => onChange({ ...filter, text: currentTarget.value })}
        />
      </div>
      {servers.length > 1 && (
        <div class="field">
          <label for={`${id}-server`}>{say('detail_server')}</label>
          <select
            id={`${id}-server`}
            value={filter.server ?? ''}
            onChange={({ currentTarget }) =>
              onChange({ ...filter, server: currentTarget.value || undefined })
            }
          >
            <option value="">{say('all_servers')}</option>
            {servers.map((server) => (
              <option key={server} value={server}>
                {serverText(server)}
              </option>
            ))}
          </select>
        </div>
      )}
      <label class="choice">
        <input
          type="checkbox"
          checked={filter.changesOnly}
          onChange={({ currentTarget }) =>
            onChange({ ...filter, changesOnly: currentTarget.checked })
          }
        />
        {say('timeline_changes_only')}
      </label>
      <button type="button" onClick={() => onJump('previous-change')}>
        {say('timeline_previous')}
      </button>
      <button type="button" onClick={() => onJump('next-change')}>
        {say('timeline_next')}
      </button>
    </search>
  )
}

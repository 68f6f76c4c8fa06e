// What is done to live rows: hold them, write a mark among them, clear them after a question.
import { useId, useState } from 'preact/hooks'
import { longestMark } from '../shared/protocol.js'
import type { Say } from '../shared/say.js'
import { Question } from '../ui/Question.js'

interface LiveBarProps {
  readonly count: number
  /** Rows that came while the page was paused. */
  readonly missed: number | undefined
  readonly say: Say
  readonly onPause: () => void
  readonly onMark: (text: string) => void
  readonly onClear: () => void
}

export function LiveBar({ count, missed, say, onPause, onMark, onClear }: LiveBarProps) {
  const [text, setText] = useState('')
  const [asking, setAsking] = useState(false)
  const id = useId()
  const mark = (event: Event) => {
    event.preventDefault()
    if (!text.trim()) return
    onMark(text.trim())
    setText('')
  }
  return (
    <div class="bar">
      <form class="field" onSubmit={mark}>
        <label for={`${id}-mark`}>{say('timeline_mark_label')}</label>
        <span class="with-button">
          <input
            id={`${id}-mark`}
            data-key="mark"
            maxLength={longestMark}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <button type="submit">{say('timeline_mark')}</button>
        </span>
      </form>
      <button type="button" aria-pressed={missed !== undefined} onClick={onPause}>
        {say('pause')}
      </button>
      {asking ? (
        <Question
          text={say('timeline_clear_ask', `${count}`)}
          yes={say('timeline_clear')}
          say={say}
          onAnswer={(yes) => {
            setAsking(false)
            if (yes) onClear()
          }}
        />
      ) : (
        <button type="button" onClick={() => setAsking(true)}>
          {say('timeline_clear')}
        </button>
      )}
      {missed !== undefined && <p role="status">{say('timeline_paused', `${missed}`)}</p>}
    </div>
  )
}

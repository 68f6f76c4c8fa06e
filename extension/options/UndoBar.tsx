// What was changed last, and the way back.
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Say } from '../shared/say.js'
import { Sentence } from '../ui/Sentence.js'
import type { Change } from './use-changes.js'

interface UndoBarProps {
  readonly change: Change
  readonly say: Say
  readonly onUndo: () => void
}

export function UndoBar({ change, say, onUndo }: UndoBarProps) {
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    if (change.takesFocus) button.current?.focus()
  }, [change])
  return (
    <section class="undo" aria-label={say('undo_heading')}>
      <p>
        <Sentence text={change.sentence} />
      </p>
      <button ref={button} type="button" onClick={onUndo}>
        {say('undo')}
      </button>
    </section>
  )
}

// A question before what can't be taken back; the focus is on the way out.
import { useEffect, useRef } from 'preact/hooks'
import type { Say } from '../shared/say.js'
import { Sentence } from './Sentence.js'

interface QuestionProps {
  readonly text: string
  readonly yes: string
  readonly say: Say
  readonly onAnswer: (yes: boolean) => void
}

export function Question({ text, yes, say, onAnswer }: QuestionProps) {
  const cancel = useRef<HTMLButtonElement>(null)
  useEffect(() => cancel.current?.focus(), [])
  return (
    <fieldset class="question">
      <legend>
        <Sentence text={text} />
      </legend>
      <button type="button" onClick={() => onAnswer(true)}>
        {yes}
      </button>
      <button ref={cancel} type="button" onClick={() => onAnswer(false)}>
        {say('cancel')}
      </button>
    </fieldset>
  )
}

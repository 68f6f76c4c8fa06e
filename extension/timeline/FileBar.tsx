// A file instead of the live rows, visibly so; and the way to export what is shown.
import { useId, useRef, useState } from 'preact/hooks'
import type { Say } from '../shared/say.js'
import { isolate } from '../shared/words/names.js'
import { Sentence } from '../ui/Sentence.js'
import { Shape } from '../ui/Shape.js'
import { type OpenedFile, openFile } from './open-file.js'
import { instantText } from './row-words.js'

interface FileBarProps {
  readonly opened: OpenedFile | undefined
  readonly exporting: boolean
  readonly say: Say
  /** Undefined: back to the live rows. */
  readonly onOpened: (opened: OpenedFile | undefined) => void
  readonly onRefused: (sentence: string) => void
  readonly onExport: () => void
}

export function FileBar({ opened, exporting, say, onOpened, onRefused, onExport }: FileBarProps) {
  const [fault, setFault] = useState<string | undefined>(undefined)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()

  const choose = async (file: File | undefined) => {
    if (!file) return
    const read = await openFile(file, say)
    const refused = typeof read === 'string' ? read : undefined
    setFault(refused)
    if (typeof read === 'string') onRefused(read)
    else onOpened(read)
  }
  const back = () => {
    if (field.current) field.current.value = ''
    onOpened(undefined)
    field.current?.focus()
  }
  return (
    <section class="bar" aria-label={say('timeline_file')}>
      <div class="field">
        <label for={`${id}-file`}>{say('timeline_open')}</label>
        <input
          ref={field}
          id={`${id}-file`}
          type="file"
          accept=".json,application/json"
          aria-describedby={fault && `${id}-fault`}
          onChange={({ currentTarget }) => void choose(currentTarget.files?.[0])}
        />
      </div>
      <button type="button" aria-expanded={exporting} onClick={onExport}>
        {say('timeline_export')}
      </button>
      {fault && (
        <p id={`${id}-fault`} class="fault">
          <Sentence text={fault} />
        </p>
      )}
      {opened && (
        <div class="imported">
          <Shape tone="soon" shape="clock" />
          <p>
            <strong>
              <Sentence text={say('timeline_imported', isolate(opened.name))} />
            </strong>{' '}
            <Sentence
              text={say(
                'timeline_imported_by',
                isolate(opened.timeline.writtenBy),
                isolate(instantText(opened.timeline.writtenAt)),
              )}
            />
          </p>
          <button type="button" onClick={back}>
            {say('timeline_back')}
          </button>
        </div>
      )}
    </section>
  )
}

// The timeline as a file to hand on: what it tells of people is chosen, and counted before.
import { useId, useMemo, useState } from 'preact/hooks'
import {
  personalIn,
  type Redaction,
  redact,
  type Timeline,
  writeTimeline,
} from 'sso-pulse/timeline'
import type { MessageKey, Say } from '../shared/say.js'
import { useDownload } from '../ui/use-download.js'

const fileName = 'sso-pulse-timeline.json'

const choices = {
  nothing: 'redaction_nothing',
  pseudonyms: 'redaction_pseudonyms',
  removed: 'redaction_removed',
} as const satisfies Record<Redaction, MessageKey>

interface ExportProps {
  /** As it was when the export was opened. */
  readonly timeline: Timeline
  readonly say: Say
}

export function Export({ timeline, say }: ExportProps) {
  const [redaction, setRedaction] = useState<Redaction>('pseudonyms')
  const counts = useMemo(() => personalIn(timeline), [timeline])
  const file = useMemo(() => writeTimeline(redact(timeline, redaction)), [timeline, redaction])
  const href = useDownload(file)
  const name = useId()
  const { users, servers, sessions, services, attributes, marks } = counts
  return (
    <section class="export" aria-label={say('export')}>
      <fieldset>
        <legend>{say('redaction')}</legend>
        {(Object.keys(choices) as Redaction[]).map((choice) => (
          <label key={choice} class="choice">
            <input
              type="radio"
              name={name}
              checked={choice === redaction}
              onChange={() => setRedaction(choice)}
            />
            {say(choices[choice])}
          </label>
        ))}
      </fieldset>
      <p>
        {say(
          'redaction_counts',
          ...[users, servers, sessions, services, attributes, marks].map(String),
        )}
      </p>
      {href && (
        <a class="button" href={href} download={fileName}>
          {say('timeline_save')}
        </a>
      )}
    </section>
  )
}

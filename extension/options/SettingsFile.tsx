// The settings as a file: exported, imported after a look at what would change, and reset.
import { useId, useRef, useState } from 'preact/hooks'
import type { Say } from '../shared/say.js'
import { initialSettings, type OwnSettings } from '../shared/settings.js'
import { Notice, type Told } from '../ui/Notice.js'
import { Sentences } from '../ui/Sentences.js'
import { useDownload } from '../ui/use-download.js'
import {
  differenceOf,
  fileName,
  longestFileBytes,
  type ReadFile,
  readSettingsFile,
  writeSettingsFile,
} from './settings-file.js'
import type { MakeChange } from './use-changes.js'
import { useOwnSettings } from './use-own-settings.js'

interface SettingsFileProps {
  readonly told: Told | undefined
  readonly say: Say
  readonly onTell: (told: Told | undefined) => void
  readonly onChange: MakeChange
}

export function SettingsFile({ told, say, onTell, onChange }: SettingsFileProps) {
  const own = useOwnSettings()
  const [chosen, setChosen] = useState<OwnSettings | undefined>(undefined)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const href = useDownload(own && writeSettingsFile(own))

  const choose = async (file: File | undefined) => {
    onTell(undefined)
    setChosen(undefined)
    if (!file) return
    const read: ReadFile =
      file.size > longestFileBytes ? { ok: false } : readSettingsFile(await file.text())
    if (read.ok) return setChosen(read.settings)
    onTell({ good: false, headline: faultText(read, say), lines: [say('nothing_changed')] })
  }
  const forget = () => {
    setChosen(undefined)
    if (field.current) field.current.value = ''
  }
  const cancel = () => {
    forget()
    field.current?.focus()
  }
  return (
    <section class="card" aria-labelledby={`${id}-heading`}>
      <div>
        <h2 id={`${id}-heading`}>{say('file_heading')}</h2>
        <p class="quiet">{say('file_intro')}</p>
      </div>
      <div class="field">
        <label for={`${id}-file`}>{say('import_label')}</label>
        <input
          ref={field}
          id={`${id}-file`}
          type="file"
          accept=".json,application/json"
          onChange={({ currentTarget }) => void choose(currentTarget.files?.[0])}
        />
      </div>
      {own && chosen && (
        <section
          class="notice"
          aria-labelledby={`${id}-preview`}
          onKeyDown={({ key }) => key === 'Escape' && cancel()}
        >
          <div>
            <p id={`${id}-preview`} class="headline">
              {say('import_preview')}
            </p>
            <Sentences lines={differenceLines(own, chosen, say)} />
            <div class="actions">
              <button
                type="button"
                class="primary"
                onClick={() => {
                  forget()
                  void onChange(say('imported'), () => chosen, { takesFocus: true })
                }}
              >
                {say('import_now')}
              </button>
              <button type="button" onClick={cancel}>
                {say('cancel')}
              </button>
            </div>
          </div>
        </section>
      )}
      {told && <Notice {...told} />}
      <div class="actions">
        {href && (
          <a class="button" href={href} download={fileName}>
            {say('export')}
          </a>
        )}
        <button
          type="button"
          onClick={() => onChange(say('was_reset'), () => initialSettings, { takesFocus: true })}
        >
          {say('reset')}
        </button>
      </div>
    </section>
  )
}

function faultText({ member, server }: Extract<ReadFile, { ok: false }>, say: Say): string {
  if (member === undefined) return say('fault_file')
  return server === undefined
    ? say('fault_file_member', member)
    : say('fault_file_server', `${server}`, member)
}

function differenceLines(own: OwnSettings, chosen: OwnSettings, say: Say): readonly string[] {
  const { added, changed, removed, warnings } = differenceOf(own, chosen)
  if (added + changed + removed === 0 && !warnings) return [say('import_same')]
  return [
    say('import_counts', `${added}`, `${changed}`, `${removed}`),
    ...(warnings ? [say('import_warnings')] : []),
    ...(added > 0 ? [say('import_allow')] : []),
  ]
}

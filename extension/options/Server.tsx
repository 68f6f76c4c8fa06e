// The server that is set up: test it, name it, remove it, or allow it where the browser's permission is missing.
import type { TargetedSubmitEvent } from 'preact'
import { useId, useState } from 'preact/hooks'
import { browser } from '../shared/browser.js'
import type { Say } from '../shared/say.js'
import { originPattern, ownSettings, type ServerSettings, withServer } from '../shared/settings.js'
import { detect } from '../shared/sources.js'
import { isolate } from '../shared/words/names.js'
import { reasonOf } from '../shared/words/reasons.js'
import { Sentence } from '../ui/Sentence.js'
import { Shape } from '../ui/Shape.js'
import { foundLines } from './findings.js'
import { Notice, type Told } from './Notice.js'

interface ServerProps {
  readonly server: ServerSettings
  readonly permitted: boolean
  readonly told: Told | undefined
  readonly say: Say
  readonly onTell: (told: Told | undefined) => void
  readonly onRemove: (server: ServerSettings) => void
}

export function Server({ server, permitted, told, say, onTell, onRemove }: ServerProps) {
  const [busy, setBusy] = useState(false)
  const [name, setName] = useState(server.name)
  const id = useId()
  const { hostname } = new URL(server.url)

  const test = async () => {
    if (busy) return
    // First and at once: Firefox takes only this for a person's wish. Nobody is asked twice.
    const asked = browser.permissions.request({ origins: [originPattern(server.url)] })
    onTell(undefined)
    setBusy(true)
    try {
      onTell(await testPermitted(server, asked, say))
    } finally {
      setBusy(false)
    }
  }
  const rename = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const wanted = name.trim() || hostname
    setName(wanted)
    await ownSettings.set(withServer(await ownSettings.get(), { ...server, name: wanted }))
    onTell({ good: true, headline: say('name_saved'), lines: [] })
  }
  return (
    <section class="card" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{say('your_server')}</h2>
      <p class="address">
        <bdi>{server.url}</bdi>
      </p>
      {!permitted && (
        <div class="notice">
          <Shape tone="info" shape="key" />
          <p>
            <Sentence text={say('permission_reason', isolate(hostname))} />
          </p>
        </div>
      )}
      <div class="actions">
        <button
          type="button"
          class={permitted ? undefined : 'primary'}
          aria-disabled={busy ? 'true' : undefined}
          onClick={test}
        >
          {say(busy ? 'testing' : permitted ? 'test_again' : 'allow')}
        </button>
        <button type="button" onClick={() => onRemove(server)}>
          {say('remove')}
        </button>
      </div>
      <form class="rename" onSubmit={rename}>
        <label for={`${id}-name`}>{say('name_label')}</label>
        <input
          id={`${id}-name`}
          type="text"
          dir="auto"
          autoComplete="off"
          maxLength={80}
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
        <button type="submit">{say('save_name')}</button>
      </form>
      {told && <Notice {...told} />}
    </section>
  )
}

/** The server stays set up whatever it answers; what it can tell may have changed. */
async function testPermitted(
  server: ServerSettings,
  asked: Promise<boolean>,
  say: Say,
): Promise<Told> {
  const host = isolate(new URL(server.url).hostname)
  const permitted = await asked
  if (!permitted) return { good: false, headline: say('permission_refused', host), lines: [] }
  const found = await detect(server.url)
  if (!found.found) {
    const headline = say('answers_no_more', host)
    return { good: false, headline, lines: [reasonOf(found.trouble, say)] }
  }
  const { source } = found.server
  await ownSettings.set(withServer(await ownSettings.get(), { ...server, source }))
  return { good: true, headline: say('still_answers', host), lines: foundLines(found, say) }
}

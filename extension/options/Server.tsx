// One server that is set up: test it, name it, move, pause or remove it, or allow it where the browser's permission is missing.
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { browser } from '../shared/browser.js'
import type { ServerPicture } from '../shared/picture.js'
import type { Say } from '../shared/say.js'
import {
  movedServer,
  originPattern,
  ownSettings,
  type ServerSettings,
  withoutServer,
  withServer,
} from '../shared/settings.js'
import { detect } from '../shared/sources.js'
import { isolate } from '../shared/words/names.js'
import { reasonOf } from '../shared/words/reasons.js'
import { Disclosure } from '../ui/Disclosure.js'
import { Notice, type Told } from '../ui/Notice.js'
import { Sentence } from '../ui/Sentence.js'
import { SessionsLink } from '../ui/SessionsLink.js'
import { Shape } from '../ui/Shape.js'
import { foundLines } from './findings.js'
import { LockNote } from './LockNote.js'
import { MoreSettings } from './MoreSettings.js'
import { type ServerValues, withValues } from './server-values.js'
import { TextField } from './TextField.js'
import type { MakeChange } from './use-changes.js'

/** Where it stands among those that the person set up. */
export interface Place {
  readonly index: number
  readonly of: number
}

interface ServerProps {
  readonly picture: ServerPicture
  /** Undefined where the organisation set it up. */
  readonly place: Place | undefined
  readonly told: Told | undefined
  readonly say: Say
  readonly onTell: (told: Told | undefined) => void
  readonly onChange: MakeChange
}

export function Server({ picture, place, told, say, onTell, onChange }: ServerProps) {
  const { server, kind } = picture
  const [busy, setBusy] = useState(false)
  const [open, setOpen] = useState(false)
  const id = useId()
  const { hostname } = new URL(server.url)
  const permitted = kind !== 'permission-missing'
  const lockedBy = place ? undefined : `${id}-lock`

  const test = async () => {
    if (busy) return
    // First and at once: Firefox takes only this for a person's wish. Nobody is asked twice.
    const asked = browser.permissions.request({ origins: [originPattern(server.url)] })
    onTell(undefined)
    setBusy(true)
    try {
      onTell(await testPermitted(server, place !== undefined, asked, say))
    } finally {
      setBusy(false)
    }
  }
  const keep = (label: string, values: ServerValues) =>
    onChange(say('kept', label), (known) => withValues(known, server.url, values))
  return (
    <section class="card" aria-labelledby={`${id}-heading`}>
      <div>
        <h2 id={`${id}-heading`}>
          <bdi>{server.name}</bdi>
        </h2>
        <p class="address">
          <bdi>{server.url}</bdi>
        </p>
        {lockedBy && <LockNote id={lockedBy} say={say} />}
      </div>
      {kind === 'paused' && (
        <div class="notice">
          <Shape tone="off" shape="circle" />
          <p>
            {say('paused')}. {say('paused_next')}
          </p>
        </div>
      )}
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
          aria-describedby={`${id}-heading`}
          onClick={test}
        >
          {say(busy ? 'testing' : permitted ? 'test_again' : 'allow')}
        </button>
        {place && <OwnActions {...{ server, place, say, onChange }} heading={`${id}-heading`} />}
        {server.administered && <SessionsLink server={server.url} say={say} />}
      </div>
      {told && <Notice {...told} />}
      <TextField
        label={say('name_label')}
        kind="words"
        value={server.name}
        lockedBy={lockedBy}
        tidied={(typed) => typed.trim() || hostname}
        onKeep={(typed) => void keep(say('name_label'), { name: typed })}
      />
      <div>
        <Disclosure
          label={say('more_settings')}
          controls={`${id}-more`}
          open={open}
          onToggle={() => setOpen(!open)}
        />
        <div id={`${id}-more`}>
          {open && <MoreSettings {...{ server, lockedBy, say }} onKeep={keep} />}
        </div>
      </div>
    </section>
  )
}

interface OwnActionsProps {
  readonly server: ServerSettings
  readonly place: Place
  readonly heading: string
  readonly say: Say
  readonly onChange: MakeChange
}

function OwnActions({ server, place, heading, say, onChange }: OwnActionsProps) {
  const pressed = useRef<HTMLButtonElement | undefined>(undefined)
  const name = isolate(server.name)
  const { index, of } = place

  // A card that moves in the page loses the focus that is in it.
  useLayoutEffect(() => {
    if (index >= 0) pressed.current?.focus()
    pressed.current = undefined
  }, [index])

  const moveButton = (by: -1 | 1, label: string) => {
    const to = index + by
    const possible = to >= 0 && to < of
    return (
      <button
        type="button"
        aria-disabled={possible ? undefined : 'true'}
        aria-describedby={heading}
        onClick={({ currentTarget }) => {
          if (!possible) return
          pressed.current = currentTarget
          void onChange(say('moved', name), (known) => movedServer(known, server.url, by))
        }}
      >
        {label}
      </button>
    )
  }
  const { paused } = server
  return (
    <>
      <button
        type="button"
        aria-describedby={heading}
        onClick={() =>
          onChange(say(paused ? 'resumed' : 'was_paused', name), (known) =>
            withValues(known, server.url, { paused: paused ? undefined : true }),
          )
        }
      >
        {say(paused ? 'resume' : 'pause')}
      </button>
      {of > 1 && moveButton(-1, say('move_up'))}
      {of > 1 && moveButton(1, say('move_down'))}
      <button
        type="button"
        aria-describedby={heading}
        onClick={() =>
          onChange(say('removed', name), (known) => withoutServer(known, server.url), {
            takesFocus: true,
          })
        }
      >
        {say('remove')}
      </button>
    </>
  )
}

/** The server stays set up whatever it answers; what it can tell may have changed. */
async function testPermitted(
  server: ServerSettings,
  own: boolean,
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
  if (own && source !== server.source) {
    await ownSettings.set(withServer(await ownSettings.get(), { ...server, source }))
  }
  return { good: true, headline: say('still_answers', host), lines: foundLines(found, say) }
}

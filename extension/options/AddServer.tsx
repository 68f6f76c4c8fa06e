// The one field: any address of a CAS server, understood, permitted and tested before it is kept.
import type { TargetedSubmitEvent } from 'preact'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { browser } from '../shared/browser.js'
import { type AddressFault, parseCasAddress } from '../shared/cas-address.js'
import type { Say } from '../shared/say.js'
import { originPattern, ownSettings, type ServerSettings, withServer } from '../shared/settings.js'
import { detect } from '../shared/sources.js'
import { isolate } from '../shared/words/names.js'
import { Notice, type Told } from '../ui/Notice.js'
import { Sentence } from '../ui/Sentence.js'
import { faultText, foundLines, notFoundLines } from './findings.js'
import { notSaved } from './not-saved.js'

interface AddServerProps {
  /** How many are set up already. */
  readonly servers: number
  readonly told: Told | undefined
  readonly say: Say
  /** Nothing was kept, and why. */
  readonly onRefused: (told: Told | undefined) => void
  readonly onAdded: (told: Told, server: ServerSettings) => void
}

export function AddServer({ servers, told, say, onRefused, onAdded }: AddServerProps) {
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState<AddressFault | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const id = useId()
  const address = parseCasAddress(typed)
  const host = address.ok ? isolate(new URL(address.prefix).hostname) : undefined

  const add = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    onRefused(undefined)
    if (!address.ok) {
      setFault(address.fault)
      field.current?.focus()
      return
    }
    // First and at once: Firefox takes only this for a person's wish.
    const asked = browser.permissions.request({ origins: [originPattern(address.prefix)] })
    setBusy(true)
    try {
      const { told: outcome, added } = await addPermitted(address.prefix, asked, say)
      if (!added) return onRefused(outcome)
      setTyped('')
      onAdded(outcome, added)
    } finally {
      setBusy(false)
    }
  }
  // What was added stands above, and would push what has the focus out of the window.
  useLayoutEffect(() => {
    const { activeElement } = document
    if (servers > 0 && form.current?.contains(activeElement)) {
      activeElement?.scrollIntoView({ block: 'nearest' })
    }
  }, [servers])
  const described = [fault && `${id}-fault`, `${id}-hint`, `${id}-why`].filter(Boolean).join(' ')
  return (
    <form ref={form} class="card" noValidate onSubmit={add}>
      <h2>{say(servers > 0 ? 'add_further_heading' : 'add_heading')}</h2>
      <div class="field">
        <label for={`${id}-field`}>{say('address_label')}</label>
        <input
          ref={field}
          id={`${id}-field`}
          type="url"
          inputMode="url"
          dir="ltr"
          autoComplete="off"
          autoCapitalize="none"
          spellcheck={false}
          placeholder={say('address_example')}
          value={typed}
          aria-invalid={fault !== undefined}
          aria-describedby={described}
          onInput={({ currentTarget }) => {
            setTyped(currentTarget.value)
            setFault(undefined)
          }}
        />
        {fault && (
          <p id={`${id}-fault`} class="fault">
            <Sentence text={faultText(fault, say)} />
          </p>
        )}
        <p id={`${id}-hint`} class="hint">
          {say('address_hint')}
        </p>
      </div>
      <p id={`${id}-why`}>
        <Sentence text={host ? say('why_permission_host', host) : say('why_permission')} />
      </p>
      <div class="actions">
        <button type="submit" class="primary" aria-disabled={busy ? 'true' : undefined}>
          {say(busy ? 'testing' : 'test_and_add')}
        </button>
      </div>
      {told && <Notice {...told} />}
    </form>
  )
}

interface Outcome {
  readonly told: Told
  readonly added?: ServerSettings
}

/** Kept only when it answered. */
async function addPermitted(prefix: string, asked: Promise<boolean>, say: Say): Promise<Outcome> {
  const host = isolate(new URL(prefix).hostname)
  const permitted = await asked
  if (!permitted) {
    const lines = [say('nothing_saved')]
    return { told: { good: false, headline: say('permission_refused', host), lines } }
  }
  const found = await detect(prefix)
  if (!found.found) {
    const lines = [...notFoundLines(found, say), say('nothing_saved')]
    return { told: { good: false, headline: say('not_added', host), lines } }
  }
  const { server } = found
  try {
    await ownSettings.set(withServer(await ownSettings.get(), server))
  } catch {
    return { told: notSaved(say) }
  }
  const headline = say('added', isolate(server.name))
  return { told: { good: true, headline, lines: foundLines(found, say) }, added: server }
}

// Each change of the person's own settings: saved at once and one after another; the last one can be undone.
import { useEffect, useRef, useState } from 'preact/hooks'
import { effectiveSettings } from '../shared/effective-settings.js'
import { policy } from '../shared/policy.js'
import { type OwnSettings, ownSettings, parseSettings } from '../shared/settings.js'
import { askFor, giveBack, type Needs, needlessAfter, needsOf } from './needs.js'

export interface Change {
  /** What was done, in a sentence. */
  readonly sentence: string
  /** What was pressed is gone from the page. */
  readonly takesFocus: boolean
  readonly before: OwnSettings
  readonly after: OwnSettings
  readonly givenBack: Needs
}

export type MakeChange = (
  sentence: string,
  changed: (known: OwnSettings) => OwnSettings,
  options?: { readonly takesFocus?: boolean },
) => Promise<void>

interface Changes {
  readonly last: Change | undefined
  /** The browser did not store what was done last. */
  readonly refused: boolean
  readonly change: MakeChange
  readonly undo: (last: Change) => Promise<void>
}

export function useChanges(): Changes {
  const [last, setLast] = useState<Change | undefined>(undefined)
  const [refused, setRefused] = useState(false)
  const queue = useRef(Promise.resolve())

  // Whatever is changed after it, here or in the popup, would be lost by undoing it.
  useEffect(
    () =>
      ownSettings.onChanged((now) =>
        setLast((known) => (known && same(known.after, now) ? known : undefined)),
      ),
    [],
  )
  const inTurn = (work: () => Promise<void>) => {
    // A browser that stores nothing now may do so for the next one.
    queue.current = queue.current.then(work).then(
      () => setRefused(false),
      () => setRefused(true),
    )
    return queue.current
  }
  const change: MakeChange = (sentence, changed, { takesFocus = false } = {}) =>
    inTurn(async () => {
      const [before, set] = await Promise.all([ownSettings.get(), policy.get()])
      const after = changed(before)
      if (same(before, after)) return
      const givenBack = needlessAfter(
        needsOf(effectiveSettings(before, set)),
        needsOf(effectiveSettings(after, set)),
      )
      await ownSettings.set(after)
      setLast({ sentence, takesFocus, before, after, givenBack })
      await giveBack(givenBack)
    })
  const undo = async ({ before, givenBack }: Change) => {
    await askFor(givenBack)
    await inTurn(async () => {
      await ownSettings.set(before)
      setLast(undefined)
    })
  }
  return { last, refused, change, undo }
}

/** As they would be read back. */
function same(one: OwnSettings, other: OwnSettings): boolean {
  return JSON.stringify(parseSettings(one)) === JSON.stringify(parseSettings(other))
}

// What the person set up, for a component that writes it; who shows what holds reads the overview.
import { useEffect, useState } from 'preact/hooks'
import { type OwnSettings, ownSettings } from '../shared/settings.js'

/** Undefined until it was read. */
export function useOwnSettings(): OwnSettings | undefined {
  const [own, setOwn] = useState<OwnSettings | undefined>(undefined)
  useEffect(() => {
    const stop = ownSettings.onChanged(setOwn)
    void ownSettings.get().then((read) => setOwn((known) => known ?? read))
    return stop
  }, [])
  return own
}

// Whether the button is on the toolbar, where its countdown can be seen.
import { useEffect, useState } from 'preact/hooks'
import { browser } from '../shared/browser.js'

/** Undefined until the browser told; asked again whenever the page is looked at, since not every browser tells of a change. */
export function useOnToolbar(): boolean | undefined {
  const [onToolbar, setOnToolbar] = useState<boolean | undefined>(undefined)
  useEffect(() => {
    const read = async () => setOnToolbar((await browser.action.getUserSettings()).isOnToolbar)
    void read()
    const changed = browser.action.onUserSettingsChanged
    changed?.addListener(read)
    window.addEventListener('focus', read)
    return () => {
      changed?.removeListener(read)
      window.removeEventListener('focus', read)
    }
  }, [])
  return onToolbar
}

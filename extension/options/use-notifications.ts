// Whether the browser lets this extension notify.
import { useEffect, useState } from 'preact/hooks'
import { browser } from '../shared/browser.js'

export function useNotificationsAllowed(): boolean {
  const [allowed, setAllowed] = useState(false)
  useEffect(() => {
    const read = async () =>
      setAllowed(await browser.permissions.contains({ permissions: ['notifications'] }))
    const { onAdded, onRemoved } = browser.permissions
    onAdded.addListener(read)
    onRemoved.addListener(read)
    void read()
    return () => {
      onAdded.removeListener(read)
      onRemoved.removeListener(read)
    }
  }, [])
  return allowed
}

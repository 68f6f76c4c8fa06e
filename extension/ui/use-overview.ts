// The overview for a component: read once, and again whenever anything it is made of changes.
import { useLayoutEffect, useState } from 'preact/hooks'
import { browser } from '../shared/browser.js'
import { settings } from '../shared/effective-settings.js'
import type { Overview } from '../shared/picture.js'
import { readOverview } from '../shared/read-overview.js'
import { onWatchRecords } from '../shared/watch-record.js'

/** Undefined until it was read. */
export function useOverview(): Overview | undefined {
  const [overview, setOverview] = useState<Overview | undefined>(undefined)
  // Not after the first frame, which has nothing to show yet.
  useLayoutEffect(() => {
    let newest = 0
    const read = async () => {
      newest += 1
      const mine = newest
      const found = await readOverview()
      // A later reading may have been faster.
      if (mine === newest) setOverview(found)
    }
    const { onAdded, onRemoved } = browser.permissions
    const stops = [settings.onChanged(read), onWatchRecords(read)]
    onAdded.addListener(read)
    onRemoved.addListener(read)
    void read()
    return () => {
      newest = -1
      for (const stop of stops) stop()
      onAdded.removeListener(read)
      onRemoved.removeListener(read)
    }
  }, [])
  return overview
}

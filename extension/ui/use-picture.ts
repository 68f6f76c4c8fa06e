// The picture for a component: read once, and again whenever anything it is made of changes.
import { useEffect, useState } from 'preact/hooks'
import { browser } from '../shared/browser.js'
import type { Picture } from '../shared/picture.js'
import { readPicture } from '../shared/read-picture.js'
import { settings } from '../shared/settings.js'
import { watchRecord } from '../shared/watch-record.js'

/** Undefined until it was read. */
export function usePicture(): Picture | undefined {
  const [picture, setPicture] = useState<Picture | undefined>(undefined)
  useEffect(() => {
    let newest = 0
    const read = async () => {
      newest += 1
      const mine = newest
      const found = await readPicture()
      // A later reading may have been faster.
      if (mine === newest) setPicture(found)
    }
    const { onAdded, onRemoved } = browser.permissions
    const stops = [settings.onChanged(read), watchRecord.onChanged(read)]
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
  return picture
}

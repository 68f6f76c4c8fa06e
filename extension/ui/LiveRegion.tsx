// Says aloud what changed, politely; the one such region of a page.
import { useEffect, useState } from 'preact/hooks'
import { withoutNeedlessIsolates } from '../shared/words/names.js'

export function LiveRegion({ text }: { text: string }) {
  // Readers announce only what appears in a region that is already there.
  const [said, say] = useState('')
  useEffect(() => say(withoutNeedlessIsolates(text)), [text])
  return (
    <div class="visually-hidden" role="status">
      {said}
    </div>
  )
}

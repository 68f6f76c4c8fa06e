// The way to the timeline, in a tab of its own.
import { browser } from '../shared/browser.js'
import type { Say } from '../shared/say.js'

const page = 'extension/timeline/timeline.html'

export function TimelineLink({ say }: { say: Say }) {
  return (
    <a href={browser.runtime.getURL(page)} target="_blank" rel="noreferrer">
      {say('timeline')}
    </a>
  )
}

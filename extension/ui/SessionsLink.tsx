// The way to the page of everybody's sessions, in a tab of its own; for those who administer the server.
import { browser } from '../shared/browser.js'
import type { Say } from '../shared/say.js'

const page = 'extension/sessions/sessions.html'

export function SessionsLink({ server, say }: { readonly server: string; readonly say: Say }) {
  const address = browser.runtime.getURL(`${page}?server=${encodeURIComponent(server)}`)
  return (
    <a class="button" href={address} target="_blank" rel="noreferrer">
      {say('sessions')}
    </a>
  )
}

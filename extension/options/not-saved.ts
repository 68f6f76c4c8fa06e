// What is told where the browser's storage refuses: it is full, or broken.
import type { Say } from '../shared/say.js'
import type { Told } from '../ui/Notice.js'

export function notSaved(say: Say): Told {
  return { good: false, headline: say('nothing_saved'), lines: [say('storage_refused')] }
}

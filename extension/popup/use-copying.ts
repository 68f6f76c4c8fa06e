// Copies a text on a click, and tells what became of it until there is other news.
import { useState } from 'preact/hooks'
import type { Say } from '../shared/say.js'

export interface Copying {
  /** Said aloud and shown; undefined when there is nothing to tell, empty for as long as the browser works. */
  readonly said: string | undefined
  readonly copy: (text: string) => Promise<void>
}

/** @param news whatever was announced last: another one takes the place of what was copied */
export function useCopying(news: unknown, say: Say): Copying {
  const [told, tell] = useState({ news, said: undefined as string | undefined })
  const copy = async (text: string) => {
    // Readers announce the same words again only if they were gone in between.
    tell({ news, said: '' })
    const copied = await writeText(text)
    tell({ news, said: say(copied ? 'copied' : 'copy_failed') })
  }
  return { said: told.news === news ? told.said : undefined, copy }
}

/** Without a secure context or the permission there is no clipboard, or it refuses. */
async function writeText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

// Gives a page the language and direction of its catalog, and its title.
import type { MessageKey, Say } from '../shared/say.js'

/** The catalog decides, not the browser: in a browser of another language this page speaks the catalog's. */
export function prepareDocument(say: Say, title: MessageKey): HTMLElement {
  const { documentElement, body } = document
  documentElement.lang = say('language')
  documentElement.dir = say('direction')
  document.title = say(title)
  return body
}

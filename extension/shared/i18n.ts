// The language that the browser chose for this extension.
import { browser } from './browser.js'
import { createSay } from './say.js'

export const say = createSay({
  getMessage: (key, substitutions) => browser.i18n.getMessage(key, substitutions),
  uiLanguage: browser.i18n.getUILanguage(),
})

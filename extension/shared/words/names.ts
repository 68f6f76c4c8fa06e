// Names of people and servers inside a sentence. Pure.
import type { ServerSettings } from '../settings.js'

/** Names of people and servers stand apart from the direction of the sentence around them (Unicode TR9, FSI and PDI). */
export const isolate = (name: string): string => `\u2068${name}\u2069`

const rightToLeft = /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}/u

/** A tooltip has no elements for this, and old fonts draw the marks: they stay only where directions meet. */
export function withoutNeedlessIsolates(text: string): string {
  return rightToLeft.test(text) ? text : text.replace(/[\u2068\u2069]/g, '')
}

export function hostOf({ url }: ServerSettings): string {
  return isolate(new URL(url).host)
}

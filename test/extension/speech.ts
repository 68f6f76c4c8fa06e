// The real catalogs, spoken without a browser: Node 20 has no `Intl.DurationFormat`, so durations are written here.

import german from '../../extension/public/_locales/de/messages.json' with { type: 'json' }
import english from '../../extension/public/_locales/en/messages.json' with { type: 'json' }
import type { Duration } from '../../extension/shared/duration.js'
import { createSay, type DurationStyle, type Say } from '../../extension/shared/say.js'
import { type Catalog, madeUpLanguage } from '../../scripts/made-up-language.js'

export const catalogs = {
  en: english as Catalog,
  de: german as Catalog,
  'made-up': madeUpLanguage(english as Catalog),
} as const

/** As browsers fill in a catalog's placeholders. */
export function messageOf(catalog: Catalog, key: string, substitutions: readonly string[]): string {
  const { message = '', placeholders = {} } = catalog[key] ?? {}
  return message.replace(/\$(\w+)\$/g, (whole, name: string) => {
    const content = placeholders[name.toLowerCase()]?.content
    return content ? (substitutions[Number(content.slice(1)) - 1] ?? '') : whole
  })
}

export function sayIn(language: keyof typeof catalogs): Say {
  return createSay({
    getMessage: (key, substitutions) => messageOf(catalogs[language], key, substitutions),
    uiLanguage: language === 'de' ? 'de' : 'en-GB',
    formatDuration,
  })
}

export const say = sayIn('en')

const units = {
  long: { days: ' day', hours: ' hour', minutes: ' minute', seconds: ' second' },
  short: { days: ' d', hours: ' hr', minutes: ' min', seconds: ' sec' },
  narrow: { days: 'd', hours: 'h', minutes: 'm', seconds: 's' },
} as const

export function formatDuration(_locale: string, duration: Duration, style: DurationStyle): string {
  const parts = (['days', 'hours', 'minutes', 'seconds'] as const).flatMap((unit) => {
    const count = duration[unit]
    if (!count) return []
    return [`${count}${units[style][unit]}${style === 'long' && count > 1 ? 's' : ''}`]
  })
  return parts.join(style === 'narrow' ? ' ' : ', ')
}

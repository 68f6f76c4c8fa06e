// The real catalogs, spoken without a browser: Node 20 has no `Intl.DurationFormat`, so durations are written here.

import german from '../../extension/public/_locales/de/messages.json' with { type: 'json' }
import english from '../../extension/public/_locales/en/messages.json' with { type: 'json' }
import spanish from '../../extension/public/_locales/es/messages.json' with { type: 'json' }
import french from '../../extension/public/_locales/fr/messages.json' with { type: 'json' }
import type { Duration } from '../../extension/shared/duration.js'
import { createSay, type DurationStyle, type Say } from '../../extension/shared/say.js'
import { type Catalog, madeUpLanguage } from '../../scripts/made-up-language.js'

export const catalogs = {
  en: english as Catalog,
  de: german as Catalog,
  fr: french as Catalog,
  es: spanish as Catalog,
  'made-up': madeUpLanguage(english as Catalog),
} as const

/** The languages that people speak. */
export const languages = ['en', 'de', 'fr', 'es'] as const

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
    uiLanguage: language === 'en' ? 'en-GB' : language,
    formatDuration,
  })
}

export const say = sayIn('en')

/** As `Intl.DurationFormat` is specified: each unit by itself, then the list of them (ECMA-402, PartitionDurationFormatPattern). */
export function formatDuration(locale: string, duration: Duration, style: DurationStyle): string {
  const parts = (['days', 'hours', 'minutes', 'seconds'] as const).flatMap((units) => {
    const count = duration[units]
    const unit = units.slice(0, -1)
    const written = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: style })
    return count ? [written.format(count)] : []
  })
  return new Intl.ListFormat(locale, { type: 'unit', style }).format(parts)
}

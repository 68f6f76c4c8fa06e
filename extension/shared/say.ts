// Speaks one language: its catalog's sentences, and durations and instants as people there write them.
/// <reference lib="es2025.intl" />
import type catalog from '../public/_locales/en/messages.json'
import type { Duration } from './duration.js'

export type MessageKey = keyof typeof catalog

/** `long` for sentences, `short` for tooltips and tables, `narrow` for a number that stands alone. */
export type DurationStyle = 'long' | 'short' | 'narrow'

export interface Say {
  (key: MessageKey, ...substitutions: readonly string[]): string
  duration(duration: Duration, style: DurationStyle): string
  time(instant: number): string
  date(instant: number): string
  /** `3 minutes ago` */
  minutesAgo(minutes: number): string
}

export interface Tongue {
  readonly getMessage: (key: string, substitutions: string[]) => string
  /** What the browser speaks, e.g. `de-AT`. */
  readonly uiLanguage: string
  readonly formatDuration?: (locale: string, duration: Duration, style: DurationStyle) => string
}

export function createSay({ getMessage, uiLanguage, formatDuration = byIntl }: Tongue): Say {
  const message = (key: MessageKey, ...substitutions: readonly string[]) =>
    getMessage(key, [...substitutions])
  const locale = localeOf(message('language'), uiLanguage)
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
  const date = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' })
  const relative = new Intl.RelativeTimeFormat(locale)
  return Object.assign(message, {
    duration: (duration: Duration, style: DurationStyle) => formatDuration(locale, duration, style),
    time: (instant: number) => time.format(instant),
    date: (instant: number) => date.format(instant),
    minutesAgo: (minutes: number) =>
      minutes < 60
        ? relative.format(-minutes, 'minute')
        : relative.format(-Math.floor(minutes / 60), 'hour'),
  })
}

/** The browser's own variety of the catalog's language, else the catalog's: numbers and words must not differ. */
function localeOf(catalogLanguage: string, uiLanguage: string): string {
  const same = uiLanguage.split('-')[0] === catalogLanguage
  return same ? uiLanguage : catalogLanguage || 'en'
}

function byIntl(locale: string, duration: Duration, style: DurationStyle): string {
  return new Intl.DurationFormat(locale, { style }).format(duration)
}

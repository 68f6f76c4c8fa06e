// The drawings of all tones and shapes: one table for the popup, the toolbar icon and the manifest's icons.
import type { Shape, Tone } from 'sso-pulse/face'

/** `plus` and `key` stand for what comes before a session: no server, no permission. */
export type ShapeName = Shape | 'plus' | 'key'

/** Each fills a grid of 24 by 24 by the even-odd rule; silhouettes differ, for colour alone says nothing. */
export const shapePaths: Readonly<Record<ShapeName, string>> = {
  dots: 'M10 3a2 2 0 1 0 4 0a2 2 0 1 0-4 0ZM16.36 5.64a2 2 0 1 0 4 0a2 2 0 1 0-4 0ZM19 12a2 2 0 1 0 4 0a2 2 0 1 0-4 0ZM16.36 18.36a2 2 0 1 0 4 0a2 2 0 1 0-4 0ZM10 21a2 2 0 1 0 4 0a2 2 0 1 0-4 0ZM3.64 18.36a2 2 0 1 0 4 0a2 2 0 1 0-4 0ZM1 12a2 2 0 1 0 4 0a2 2 0 1 0-4 0ZM3.64 5.64a2 2 0 1 0 4 0a2 2 0 1 0-4 0Z',
  check:
    'M1 12a11 11 0 1 0 22 0a11 11 0 1 0-22 0ZM4.94 13.26L10.35 18.67L19.11 9.01L16.89 6.99L10.25 14.33L7.06 11.14Z',
  clock:
    'M1 12a11 11 0 1 0 22 0a11 11 0 1 0-22 0ZM4 12a8 8 0 1 0 16 0a8 8 0 1 0-16 0ZM10.75 6h2.5v5.3L17 14.6L15.35 16.5L10.75 12.4Z',
  hourglass:
    'M4 1h16v3h-1.5v2.6a5 5 0 0 1-1.9 3.9L14.7 12l1.9 1.5a5 5 0 0 1 1.9 3.9V20H20v3H4v-3h1.5v-2.6a5 5 0 0 1 1.9-3.9L9.3 12 7.4 10.5a5 5 0 0 1-1.9-3.9V4H4ZM8.2 4h7.6v2.4a2.6 2.6 0 0 1-1 2L12 10.6 9.2 8.4a2.6 2.6 0 0 1-1-2Z',
  circle: 'M1 12a11 11 0 1 0 22 0a11 11 0 1 0-22 0ZM4 12a8 8 0 1 0 16 0a8 8 0 1 0-16 0Z',
  cross:
    'M1 12a11 11 0 1 0 22 0a11 11 0 1 0-22 0ZM6.4 8.52L8.52 6.4L12 9.88L15.48 6.4L17.6 8.52L14.12 12L17.6 15.48L15.48 17.6L12 14.12L8.52 17.6L6.4 15.48L9.88 12Z',
  broken:
    'M15.22 1.48A11 11 0 0 1 22.52 8.78L19.65 9.66A8 8 0 0 0 14.34 4.35ZM22.52 15.22A11 11 0 0 1 15.22 22.52L14.34 19.65A8 8 0 0 0 19.65 14.34ZM8.78 22.52A11 11 0 0 1 1.48 15.22L4.35 14.34A8 8 0 0 0 9.66 19.65ZM1.48 8.78A11 11 0 0 1 8.78 1.48L9.66 4.35A8 8 0 0 0 4.35 9.66ZM6.5 10.5h11v3h-11Z',
  plus: 'M1 12a11 11 0 1 0 22 0a11 11 0 1 0-22 0ZM10.5 6h3v4.5H18v3h-4.5V18h-3v-4.5H6v-3h4.5Z',
  key: 'M12.75 10.3H23v6.2h-3.4v-2.8h-2.4v2.2H14v-2.2h-1.25A6 6 0 1 1 12.75 10.3ZM4.4 12a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0Z',
}

export interface ToneColour {
  /** On white at least 5:1; white text on it is readable, too. On a dark page it is another one: tokens.css. */
  readonly light: string
  /** Nothing tells a background how dark the toolbar is: at least 3:1 on white and on dark grey. */
  readonly toolbar: string
}

export const toneColours: Readonly<Record<Tone, ToneColour>> = {
  ok: { light: '#1a7f37', toolbar: '#2a9d4f' },
  soon: { light: '#9a4b00', toolbar: '#c96a10' },
  urgent: { light: '#b3261e', toolbar: '#e0443a' },
  off: { light: '#57606a', toolbar: '#7d8590' },
  info: { light: '#0b57d0', toolbar: '#3b82f0' },
}

/** No tone's: what is pretended. White text on it is readable. */
export const rehearsalColour = '#6f42c1'

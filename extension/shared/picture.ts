// What there is to show: the session's face, or what stands before it. The same for toolbar and popup. Pure.

import { face, type Tone } from 'sso-pulse/face'
import { nothingKnown } from 'sso-pulse/parts'
import type { ServerSettings, Settings } from './settings.js'
import type { ShapeName } from './shapes.js'
import type { WatchRecord } from './watch-record.js'

export type Picture =
  | { readonly kind: 'not-configured' }
  | { readonly kind: 'permission-missing'; readonly server: ServerSettings }
  | { readonly kind: 'session'; readonly server: ServerSettings; readonly record: WatchRecord }

/** What was known of another server says nothing of this one. */
export function pictureOf(
  { server }: Settings,
  permitted: boolean,
  record: WatchRecord | undefined,
): Picture {
  if (!server) return { kind: 'not-configured' }
  if (!permitted) return { kind: 'permission-missing', server }
  const known = record?.server === server.url ? record : undefined
  return {
    kind: 'session',
    server,
    record: known ?? { server: server.url, memory: nothingKnown },
  }
}

export interface Look {
  readonly tone: Tone
  readonly shape: ShapeName
}

/** Tone and shape of any picture. */
export function lookOf(picture: Picture, now: number): Look {
  switch (picture.kind) {
    case 'not-configured':
      return { tone: 'off', shape: 'plus' }
    case 'permission-missing':
      return { tone: 'info', shape: 'key' }
    case 'session':
      return face(picture.record.memory.state, now)
  }
}

// What there is to show: the session's face, or what stands before it. The same for toolbar and popup.
import { face, type Tone } from 'sso-pulse'
import type { ShapeName } from '../ui/shapes.js'
import { browser } from './browser.js'
import { originPattern, type ServerSettings, type Settings, settings } from './settings.js'
import { newRecord, type WatchRecord, watchRecord } from './watch-record.js'

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
  const known = record?.server === server.url ? record : newRecord(server.url)
  return { kind: 'session', server, record: known }
}

export async function readPicture(): Promise<Picture> {
  const [current, record] = await Promise.all([settings.get(), watchRecord.get()])
  const permitted = !current.server || (await isPermitted(current.server))
  return pictureOf(current, permitted, record)
}

export function isPermitted(server: ServerSettings): Promise<boolean> {
  return browser.permissions.contains({ origins: [originPattern(server.url)] })
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

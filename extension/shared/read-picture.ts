// Reads what there is to show, as it stands in storage and in the browser's permissions.
import { browser } from './browser.js'
import { type Picture, pictureOf } from './picture.js'
import { originPattern, type ServerSettings, settings } from './settings.js'
import { watchRecord } from './watch-record.js'

export async function readPicture(): Promise<Picture> {
  const [current, record] = await Promise.all([settings.get(), watchRecord.get()])
  const permitted = !current.server || (await isPermitted(current.server))
  return pictureOf(current, permitted, record)
}

export function isPermitted(server: ServerSettings): Promise<boolean> {
  return browser.permissions.contains({ origins: [originPattern(server.url)] })
}

// Changes of what a server can have; undefined leaves a member out. Pure.
import {
  type OwnSettings,
  readServer,
  type ServerSettings,
  withServer,
} from '../shared/settings.js'

type Changeable = Exclude<keyof ServerSettings, 'url' | 'source'>
export type ServerValues = {
  readonly [Name in Changeable]?: ServerSettings[Name] | undefined
}

export function canHave(server: ServerSettings, member: Changeable, value: unknown): boolean {
  return 'url' in readServer({ ...server, [member]: value })
}

/** Of the server as it is known by then: something else may have been changed in between. */
export function withValues(known: OwnSettings, url: string, values: ServerValues): OwnSettings {
  const server = known.servers.find((each) => each.url === url)
  const changed = readServer({ ...server, ...values })
  return 'url' in changed ? withServer(known, changed) : known
}

// What a test of a server found, as sentences. Pure.
import type { Report } from 'sso-pulse'
import type { AddressFault } from '../shared/cas-address.js'
import type { MessageKey, Say } from '../shared/say.js'
import type { SourceKind } from '../shared/settings.js'
import type { Detection } from '../shared/sources.js'
import { isolate } from '../shared/words/names.js'
import { reasonOf } from '../shared/words/reasons.js'

const faults = {
  empty: 'fault_empty',
  'no-address': 'fault_no_address',
  scheme: 'fault_scheme',
  'public-http': 'fault_public_http',
  'user-info': 'fault_user_info',
  'too-long': 'fault_too_long',
} as const satisfies Record<AddressFault, MessageKey>

export function faultText(fault: AddressFault, say: Say): string {
  return fault === 'no-address'
    ? say(faults[fault], isolate(say('address_example')))
    : say(faults[fault])
}

const abilities = {
  isloggedin: 'found_full',
  'isloggedin-plain': 'found_plain',
  'actuator-sso': 'found_actuator',
} as const satisfies Record<SourceKind, MessageKey>

/** What the server can tell, and what it tells now. */
export function foundLines(
  { server, report }: Extract<Detection, { found: true }>,
  say: Say,
): readonly string[] {
  return [say(abilities[server.source]), ...nowLines(report, say)]
}

function nowLines(report: Report, say: Say): readonly string[] {
  if (report.signedIn) return [say('signed_in_now', isolate(report.principal))]
  if (report.reason === 'unreadable') return [say('unreadable')]
  return [say('nobody_now')]
}

export function notFoundLines(
  { trouble }: Extract<Detection, { found: false }>,
  say: Say,
): readonly string[] {
  return [reasonOf(trouble, say), say('not_added_hint')]
}

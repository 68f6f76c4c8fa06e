// All that a row tells, one line for each fact. Pure.
import type { Known, LookRow, TimelineRow } from 'sso-pulse/timeline'
import type { Say } from '../shared/say.js'
import { isolate } from '../shared/words/names.js'
import { evidenceText, reasonOf } from '../shared/words/reasons.js'
import { clockText } from '../shared/words/time.js'
import type { Fact } from '../ui/Facts.js'
import { instantText, knownText, leftText, limitName, rowWords } from './row-words.js'

export function factsOf(row: TimelineRow, say: Say): readonly Fact[] {
  const fact = (label: string, ...values: readonly string[]): Fact => ({ label, values })
  const at = fact(say('row_time'), isolate(instantText(row.at)))
  const what = fact(say('row_what'), rowWords(row, say).what)
  if (row.kind === 'mark') return [at, what]
  const server = fact(say('detail_server'), isolate(row.server))
  switch (row.kind) {
    case 'notification': {
      const left = say.duration({ seconds: Math.round(row.remainingMs / 1000) }, 'long')
      return [at, what, server, fact(limitName(row, say), say('left', left))]
    }
    case 'sign-out':
      return row.services
        ? [at, what, server, fact(say('detail_apps'), ...row.services.map(isolate))]
        : [at, what, server]
    case 'look':
      return [at, what, server, ...lookFacts(row, say, fact)]
  }
}

function lookFacts(
  row: LookRow,
  say: Say,
  fact: (label: string, ...values: readonly string[]) => Fact,
): readonly Fact[] {
  const { outcome, skewMs, before, after } = row
  const left = leftText(row, say)
  const seen = 'reason' in outcome && outcome.reason
  const serverAt = skewMs === undefined ? [] : [isolate(instantText(row.at + skewMs))]
  return [
    fact(say('row_before'), stateText(before, say)),
    fact(say('row_after'), stateText(after, say)),
    ...('kind' in outcome ? [fact(say('detail_trouble'), isolate(evidenceText(outcome)))] : []),
    ...(seen ? [fact(say('detail_seen'), isolate(seen))] : []),
    ...(after.deadlines ?? []).map((deadline) =>
      fact(limitName(deadline, say), isolate(instantText(deadline.at))),
    ),
    ...(left ? [fact(say('row_left'), left)] : []),
    fact(say('row_cause'), isolate(row.cause)),
    fact(say('row_latency'), rowWords(row, say).latency),
    fact(say('detail_source'), isolate(row.source)),
    fact(say('detail_clock'), clockText(skewMs, say), ...serverAt),
  ]
}

/** Trouble stands beside what is known, never instead of it. */
function stateText(known: Known, say: Say): string {
  const text = knownText(known, say)
  return known.trouble ? `${text}. ${reasonOf(known.trouble, say)}` : text
}

// `sso-pulse replay <file>`: what a timeline tells, row by row, and what the SDK concludes from it. Nobody is asked.
import type { Command } from 'commander'
import { longestTimelineBytes } from '../../timeline-file.js'
import { isChange, type TimelineRow } from '../../timeline-rows.js'
import type { Act } from '../act.js'
import { type Conclusion, conclude } from '../conclusion.js'
import { exitCodes } from '../exit-codes.js'
import { busy, type OutputOptions, paintFor, plainText, tell } from '../output.js'
import { Problem } from '../problem.js'
import { knownInWords, lineOf } from '../row-words.js'
import type { Shell } from '../shell.js'
import { parseTimeline } from '../timeline-text.js'
import { iso, isoSeconds } from '../words.js'

interface ReplayOptions extends OutputOptions {
  readonly changes?: boolean
}

export function addReplay(program: Command, act: Act): void {
  program
    .command('replay')
    .description('print a timeline file, and what is concluded from it; asks nobody')
    .argument('<file>', 'from watch --record or the extension; - for standard input')
    .option('--changes', 'leave out the looks that changed nothing')
    .option('--json', 'print JSON')
    .action(act(replay))
}

async function replay(shell: Shell, file: string, options: ReplayOptions): Promise<number> {
  const timeline = parseTimeline(await textOf(file, shell), nameOf(file))
  const sessions = await busy(shell, `Replaying ${nameOf(file)}`, () => conclude(timeline))
  const { writtenBy, writtenAt, redaction, dropped } = timeline
  const rows = timeline.rows.filter((row) => !options.changes || isToldOf(row))
  const head = { file, writtenBy, writtenAt: iso(writtenAt), redaction, dropped }
  tell(shell, options, { ...head, rows, sessions }, [
    ...(dropped > 0 ? [`${dropped} older rows are not in this file`] : []),
    ...rows.map((row) => lineOf(row, sessions.length > 1)),
    ...sessions.flatMap((session) => conclusionLines(shell, session)),
    ...(sessions.length === 0 ? [`${nameOf(file)}: no look is in it`] : []),
  ])
  return sessions.some(({ differences }) => differences.length > 0) ? exitCodes.no : exitCodes.ok
}

function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file
}

async function textOf(path: string, { files, input }: Shell): Promise<string> {
  const limit = { mostBytes: longestTimelineBytes }
  if (path === '-') return input(limit)
  const file = await files.read(path, limit)
  if (file) return file.text
  throw new Problem('file', `${path} is not there: name a timeline file, or - for standard input.`)
}

function isToldOf(row: TimelineRow): boolean {
  return row.kind !== 'look' || isChange(row)
}

function conclusionLines(shell: Shell, session: Conclusion): string[] {
  const { server, looks, changes, failures, known, at, differences } = session
  const paint = paintFor(shell.out, shell)
  const counts = `looks ${looks}, changes ${changes}, without an answer ${failures}`
  const end = plainText(`${server}: ${knownInWords(known, at)}`, 300)
  return [
    ...differences.map(({ at: when, recorded, concluded }) => {
      const words = `recorded was "${knownInWords(recorded, when)}", concluded is "${knownInWords(concluded, when)}"`
      return paint('bad', `x ${isoSeconds(when)}  ${plainText(words, 400)}`)
    }),
    paint('bold', end),
    `  ${counts}`,
  ]
}

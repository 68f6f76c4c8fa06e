// A timeline file that a command writes: the extension's format, whole after each row, whatever ends the command.
import { version } from '../../package.json'
import type { Clock } from '../clock.js'
import { type Memory, nothingKnown, reduce } from '../machine.js'
import type { Observation } from '../observation.js'
import { longestTimelineBytes, type Timeline, writeTimeline } from '../timeline-file.js'
import { lookRow, type TimelineRow } from '../timeline-rows.js'
import { Problem } from './problem.js'
import type { Shell } from './shell.js'
import { parseTimeline } from './timeline-text.js'

export interface Recording {
  add(...rows: readonly TimelineRow[]): void
  /** One look, and what the SDK makes of it after those before. */
  look(source: string, observation: Observation): void
  /** Resolves when all rows are in the file; rejects when one could not be written. */
  written(): Promise<void>
}

/** As many as the extension keeps: weeks of looks, and a file that is read and written in no time. */
const mostRows = 10_000

/** Continues a timeline that is there already: rows of several commands make one story. */
export async function openRecording(
  path: string,
  server: string,
  { files, clock }: Pick<Shell, 'files' | 'clock'>,
): Promise<Recording> {
  let writing: Promise<void> | undefined
  let waiting: TimelineRow[] = []
  let memory: Memory = nothingKnown

  async function read(): Promise<Timeline | undefined> {
    const file = await files.read(path, { mostBytes: longestTimelineBytes })
    return file && continuable(parseTimeline(file.text, path), path)
  }

  /** Read again each time: another command may have added rows of its own. */
  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const added = waiting
      waiting = []
      const timeline = extended(await read(), added, clock)
      await files.write(path, writeTimeline(timeline), { secret: true })
    }
  }

  function add(...rows: readonly TimelineRow[]): void {
    waiting.push(...rows)
    writing = (writing ?? Promise.resolve()).then(write)
    // Told by `written`.
    writing.catch(() => {})
  }

  await read()
  return {
    add,
    look(source, observation) {
      const before = memory
      memory = reduce(before, observation).memory
      add(lookRow({ server, source, before, observation, after: memory }))
    },
    written: async () => writing,
  }
}

function continuable(timeline: Timeline, path: string): Timeline {
  if (timeline.redaction === 'nothing') return timeline
  throw new Problem(
    'file',
    `The names in ${path} were replaced, and new rows would bring them back: name another file.`,
  )
}

function extended(
  known: Timeline | undefined,
  added: readonly TimelineRow[],
  clock: Clock,
): Timeline {
  const rows = [...(known?.rows ?? []), ...added]
  return {
    format: 'sso-pulse-timeline',
    version: 1,
    writtenBy: `sso-pulse ${version}`,
    writtenAt: clock.now(),
    redaction: 'nothing',
    dropped: (known?.dropped ?? 0) + Math.max(0, rows.length - mostRows),
    rows: rows.slice(-mostRows),
  }
}

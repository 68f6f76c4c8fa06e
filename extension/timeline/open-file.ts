// Reads a timeline from a file that somebody chose; what is wrong with it is told in a sentence.
import {
  checkTimelineSize,
  readTimeline,
  type Timeline,
  TimelineError,
  type TimelineFault,
} from 'sso-pulse/timeline'
import type { MessageKey, Say } from '../shared/say.js'
import { isolate } from '../shared/words/names.js'

export interface OpenedFile {
  readonly name: string
  readonly timeline: Timeline
}

const faults = {
  empty: 'timeline_fault_empty',
  'not-json': 'timeline_fault_not_json',
  'wrong-shape': 'timeline_fault_shape',
  newer: 'timeline_fault_newer',
  'too-large': 'timeline_fault_large',
} as const satisfies Record<TimelineFault, MessageKey>

export async function openFile(file: File, say: Say): Promise<OpenedFile | string> {
  try {
    checkTimelineSize(file.size)
    return { name: file.name, timeline: readTimeline(await file.text()) }
  } catch (error) {
    // The file may be gone, or not for us to read.
    const { kind, field } = error instanceof TimelineError ? error : new TimelineError('empty')
    return say(faults[kind], isolate(field || file.name))
  }
}

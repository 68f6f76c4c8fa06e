// The text of a timeline file as a timeline, or a sentence that names the file and what is wrong with it.
import { readTimeline, type Timeline, TimelineError } from '../timeline-file.js'
import { Problem } from './problem.js'

/** @param where the file's name, as it was given */
export function parseTimeline(text: string, where: string): Timeline {
  try {
    // Editors of some systems begin a file with a byte order mark.
    return readTimeline(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    if (!(error instanceof TimelineError)) throw error
    throw new Problem('file', `${where}: ${error.message}.`)
  }
}

// `sso-pulse/timeline`: what happened to sessions, row by row; its file format, and what is taken out before it is handed on.
export {
  checkTimelineSize,
  longestTimelineBytes,
  type Redaction,
  readTimeline,
  type Timeline,
  TimelineError,
  type TimelineFault,
  writeTimeline,
} from './timeline-file.js'
export { type Personal, personalIn, redact } from './timeline-redaction.js'
export {
  isChange,
  type Known,
  knownOf,
  type Look,
  type LookRow,
  lookRow,
  type MarkRow,
  type NotificationRow,
  observationOf,
  type SignOutRow,
  type SignOutStep,
  type TimelineRow,
  type Told,
} from './timeline-rows.js'

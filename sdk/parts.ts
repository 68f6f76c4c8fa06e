// `sso-pulse/parts`: what a watcher is made of, for those who build their own, as the extension's background does.
export { type Clock, longestTimerMs, systemClock } from './clock.js'
export type { Channel, Environment, OpenChannel } from './environment.js'
export { failureOf } from './errors.js'
export {
  adopt,
  type Memory,
  nothingKnown,
  reduce,
  type SessionEvent,
  type Step,
} from './machine.js'
export type { LookCause, Observation } from './observation.js'
export { openChannel, page } from './page.js'
export { type NextLook, nextLook, type Pace } from './schedule.js'
export { type Warning, warningOf } from './warnings.js'

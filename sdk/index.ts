// sso-pulse: is this browser signed in to Apereo CAS, as whom, for how long, and why will it end?
export type { Acts, LogoutOptions, SignOut } from './acts.js'
export { type Client, type ClientOptions, createClient } from './client.js'
export { type Clock, systemClock } from './clock.js'
export { endOf } from './deadlines.js'
export type { Environment } from './environment.js'
export { type Evidence, type Failure, failureOf, SsoError, type TroubleKind } from './errors.js'
export { type Face, type FaceOptions, face, type Phase, type Shape, type Tone } from './face.js'
export {
  type Memory,
  nothingKnown,
  reduce,
  type SessionEvent,
  type Step,
} from './machine.js'
export type { ListenOptions, MonitorOptions, Unsubscribe, Watch } from './monitor.js'
export type { LookCause, Observation } from './observation.js'
export { page } from './page.js'
export type {
  Details,
  Limit,
  Origin,
  Report,
  SignedInReport,
  SignedOutCause,
  SignedOutReport,
} from './report.js'
export { type NextLook, nextLook, type Pace } from './schedule.js'
export type * from './session.js'
export { type Ask, isLoggedIn, type StatusSource } from './source.js'
export { gatewayUrl, loginUrl, logoutUrl } from './urls.js'
export { type Warning, warningOf } from './warnings.js'
export { type Session, type WatchOptions, watchSession } from './watch-session.js'

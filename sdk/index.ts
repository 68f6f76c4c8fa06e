// sso-pulse: is this browser signed in to Apereo CAS, as whom, for how long, and why will it end?
export type { Acts, LogoutOptions, SignOut } from './acts.js'
export { type Client, type ClientOptions, createClient } from './client.js'
export type { Clock } from './clock.js'
export { endOf } from './deadlines.js'
export type { Channel, Environment, OpenChannel } from './environment.js'
export { type Evidence, type Failure, SsoError, type TroubleKind } from './errors.js'
export type { ListenOptions, MonitorOptions, Unsubscribe, Watch } from './monitor.js'
export type { LookCause, Observation } from './observation.js'
export type {
  Details,
  Limit,
  Origin,
  Report,
  SignedInReport,
  SignedOutCause,
  SignedOutReport,
} from './report.js'
export type * from './session.js'
export type { Ask, StatusSource } from './source.js'
export { type LogoutPage, logoutUrl } from './urls.js'
export { type Session, type WatchOptions, watchSession } from './watch-session.js'

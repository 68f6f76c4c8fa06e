// `sso-pulse/testing`: an Apereo CAS in memory, for tests without a server and with a clock that can be turned.

export type { Browser, BrowserOptions } from './browser.js'
export {
  type CasOptions,
  createCas,
  defaultUsers,
  type InMemoryCas,
  type LoggedRequest,
  type SessionView,
  type SignInOptions,
} from './cas.js'
export {
  type Clock,
  type ClockOptions,
  createClock,
  type Duration,
  type TurnableClock,
} from './clock.js'
export type { Failure } from './failures.js'
export type { Limits } from './policies.js'
export type { Wake } from './pretend-page.js'
export type { CasRequest, CasResponse, Header, Outcome } from './records.js'
export { type Replay, type ReplayOptions, replay } from './replay.js'
export type { EndCause, Lasting, ScriptLimits, ScriptStep } from './script.js'
export { type ScriptedSession, type ScriptOptions, scriptSession } from './script-session.js'
export { defaultServices, type RegisteredService } from './services.js'
export type { CasSetup, ExpirationPolicy } from './setup.js'
export type { LogoutMessage } from './single-logout.js'
export type { CasLine, InMemorySetup, User } from './world.js'

// How the sessions of a plan are asked, whatever the case.
import type { SessionJar } from '../session-jar.js'
import type { SourceChoice } from '../sight.js'

export interface TrialOptions {
  /** `cas.tgc.name`, where it isn't TGC. */
  readonly cookieName?: string | undefined
  readonly timeoutMs: number
  /** A registered service, whose gateway visits count as activity; default: the module's touch. */
  readonly visit?: string | undefined
  /** How a session is looked at, for its cookies. */
  choiceFor(jar: SessionJar): SourceChoice
  /** Wait for the end although what the server says is not what was asked for. */
  readonly wait: boolean
}

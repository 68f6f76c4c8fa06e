// `sso-pulse/script.js`, the one file for a script tag: what an application imports, a page without a build has as `ssoPulse`.
import * as advice from './advice.js'
import * as core from './index.js'

declare global {
  /** Everything of `sso-pulse` and `sso-pulse/advice`. */
  var ssoPulse: typeof core & typeof advice
}

globalThis.ssoPulse = { ...core, ...advice }

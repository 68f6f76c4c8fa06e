// `sso-pulse/script.js`, the one file for a script tag: what an application imports, a page without a build has as `ssoPulse`.
import * as advice from './advice.js'
import * as element from './element.js'
import * as gateway from './gateway.js'
import * as core from './index.js'

declare global {
  /** Everything of `sso-pulse`, `sso-pulse/advice`, `sso-pulse/element` and `sso-pulse/gateway`. */
  var ssoPulse: typeof core & typeof advice & typeof element & typeof gateway
}

globalThis.ssoPulse = { ...core, ...advice, ...element, ...gateway }

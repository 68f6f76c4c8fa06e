// The contract: every case, grouped by the setup it needs. In-memory and real CAS are held to the same.

import { describe } from 'vitest'
import { administratorCases } from './administrator.cases.js'
import { type CasUnderTest, underSetup } from './cas-under-test.js'
import { allowedOrigin, crossOriginCases, noCorsCases } from './cross-origin.cases.js'
import { expiryCases, rememberMe, shortPolicy } from './expiry.cases.js'
import { gatewayCases } from './gateway.cases.js'
import { isLoggedInCases } from './is-logged-in.cases.js'
import { idleOnlyCases, noSingleSignOnCases, throttledCases } from './policies.cases.js'
import { releasedCases, touchCases } from './released.cases.js'
import { signInCases } from './sign-in.cases.js'
import {
  redirectUrl,
  redirectUrlCases,
  signOutCases,
  signOutOptionCases,
} from './sign-out.cases.js'
import { ssoActuatorCases } from './sso-actuator.cases.js'

export function describeContract(cas: CasUnderTest): void {
  describe(`CAS ${cas.line}`, () => {
    underSetup(cas, 'as shipped', {}, [
      signInCases,
      isLoggedInCases,
      ssoActuatorCases,
      gatewayCases,
      signOutCases,
      administratorCases,
      noCorsCases,
    ])

    underSetup(
      cas,
      'everything switched on',
      {
        policy: shortPolicy,
        rememberMe,
        released: { attributes: ['mail'], services: true },
        tgcParameter: true,
        touch: true,
        confirmLogout: true,
        followServiceRedirects: true,
        redirectParameter: 'url',
        corsOrigins: [allowedOrigin],
      },
      [releasedCases, touchCases, signOutOptionCases, crossOriginCases, expiryCases],
    )

    underSetup(
      cas,
      'idle limit only, unpinned, a fixed target after sign-out',
      { policy: { kind: 'idle', timeToKillSeconds: 1_800 }, pinToSession: false, redirectUrl },
      [idleOnlyCases, redirectUrlCases],
    )

    underSetup(
      cas,
      'throttled',
      {
        policy: { kind: 'throttled', timeToKillSeconds: 1_800, timeInBetweenUsesSeconds: 2 },
        touch: true,
      },
      [throttledCases],
    )

    underSetup(
      cas,
      'no single sign-on, never expiring',
      { policy: { kind: 'never' }, ssoEnabled: false },
      [noSingleSignOnCases],
    )
  })
}

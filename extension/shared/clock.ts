// The extension's clock: the only place where it reads the time.
import { systemClock } from 'sso-pulse/parts'

export const clock = systemClock

// The extension's clock: the only place where it reads the time.
import { systemClock } from 'sso-pulse'

export const clock = systemClock

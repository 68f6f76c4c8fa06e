// What holds: the organisation's policy over the person's own settings. Who wants to know what is set up asks here.
import { type Policy, policy } from './policy.js'
import {
  defaultWarnings,
  type OwnSettings,
  ownSettings,
  type Settings,
  withoutTwins,
} from './settings.js'

export interface EffectiveSettings extends Settings {
  readonly policy: Policy
}

/** Pure. */
export function effectiveSettings(own: OwnSettings, policy: Policy): EffectiveSettings {
  const chosen = policy.lockWarnings ? undefined : own.warnings
  return {
    version: 2,
    servers: withoutTwins([...policy.servers, ...(policy.lockServers ? [] : own.servers)]),
    warnings: chosen ?? policy.warnings ?? defaultWarnings,
    policy,
  }
}

/** Set up by the organisation: nobody else changes it. */
export function isManaged({ policy }: EffectiveSettings, url: string): boolean {
  return policy.servers.some((server) => server.url === url)
}

export const settings = {
  async get(): Promise<EffectiveSettings> {
    const [own, set] = await Promise.all([ownSettings.get(), policy.get()])
    return effectiveSettings(own, set)
  },

  /** Calls back when either changed. */
  onChanged(listener: () => void): () => void {
    const stops = [ownSettings.onChanged(() => listener()), policy.onChanged(listener)]
    return () => {
      for (const stop of stops) stop()
    }
  },
}

// `sso-pulse doctor` against real CAS servers: what it finds on one that is set up well, and on one that is not.
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../sdk/cli/finding.js'
import { friend, type Staged } from './real-stage.js'

export function doctorCases(stage: Staged): void {
  describe('doctor', () => {
    /** By check; what people read goes into the log. */
    const examine = async (server: string) => {
      const { run } = stage()
      expect(await run('login', server)).toMatchObject({ code: 0, err: '' })
      const { out } = await run('doctor', server, '--origin', friend)
      console.log(out)
      const { code, json } = await run('doctor', server, '--origin', friend, '--json')
      expect(out).not.toMatch(/TGT-\d+-|eyJ/)
      await run('logout', server)
      const { findings } = json() as { findings: readonly Finding[] }
      return { code, found: Object.fromEntries(findings.map((one) => [one.check, one])) }
    }

    test('of a server that is set up well: nothing is bad', async () => {
      const { code, found } = await examine(stage().cas.url)
      expect(verdicts(found)).toEqual({
        https: 'warn',
        hsts: 'unknown',
        endpoint: 'ok',
        'no-store': 'ok',
        clock: 'ok',
        cookie: 'ok',
        pinning: 'ok',
        passive: 'ok',
        cors: 'ok',
        // To this machine alone, by its address.
        sessions: 'warn',
      })
      expect(found.cookie?.what).toBe('Secure no, HttpOnly yes, SameSite lax, Path /cas')
      expect(code).toBe(0)
    })

    test('of one that is set up badly: each fault, and what to set', async () => {
      const { code, found } = await examine(stage().badCas.url)
      expect(verdicts(found)).toEqual({
        https: 'warn',
        hsts: 'unknown',
        endpoint: 'warn',
        'no-store': 'bad',
        clock: 'ok',
        cookie: 'bad',
        pinning: 'warn',
        passive: 'unknown',
        cors: 'ok',
        'cors-strangers': 'bad',
        sessions: 'bad',
      })
      const named = ['http-only', 'secure', 'auto-configure-cookie-path']
      const all = stage().line === '6.6' ? [...named, 'crypto.enabled'] : named
      for (const name of all) expect(found.cookie?.todo).toContain(`cas.tgc.${name}`)
      expect(code).toBe(1)
    })

    test('of one without the module, when the module is asked for', async () => {
      const { badCas, run } = stage()
      const { code, out } = await run('doctor', badCas.url, '--source', 'isloggedin')
      expect(out).toMatch(/^x bad {6}endpoint {8}isloggedin tells no status of a session/m)
      expect(code).toBe(1)
    })
  })
}

function verdicts(found: Readonly<Record<string, Finding>>): Record<string, string> {
  return Object.fromEntries(Object.values(found).map(({ check, verdict }) => [check, verdict]))
}

// `sso-pulse logout --report` against real CAS servers: applications that are told by the server, by the browser, and not at all.
import { describe, expect, test } from 'vitest'
import { freePort } from '../../../scripts/real-cas/ports.js'
import type { SignOutReport } from '../../../sdk/cli/sign-out/report.js'
import type { Staged } from '../real-stage.js'

export function signOutReportCases(stage: Staged): void {
  describe('logout --report', () => {
    const ask = (name: string, ...args: readonly string[]) =>
      stage().run(name, stage().cas.url, '--json', ...args)

    const report = async (path: string, ...args: readonly string[]) => {
      expect(await ask('login')).toMatchObject({ code: 0, err: '' })
      const url = `http://127.0.0.1:${await freePort()}/${path}`
      const asked = await ask('logout', '--service-url', url, '--wait', '3', ...args)
      return { ...asked, url, report: asked.json().report as SignOutReport }
    }

    test('a back-channel application is told, and its session ends', async () => {
      const { code, url, report: told, out } = await report('app')
      const { afterMs } = told.messages[0] ?? {}
      console.log(
        `CAS ${stage().line}: told after ${afterMs} ms; a ticket from before ${told.serviceTicket}`,
      )
      expect(told).toMatchObject({
        ...{ service: url, user: 'casuser', session: 'ended', others: [], frontChannel: [] },
        messages: [{ channel: 'back-channel', valid: true, ticket: told.ticket, ours: true }],
      })
      expect(out).not.toMatch(/(ST|TGT)-\d+-\w{9}/)
      expect(code).toBe(0)
    })

    test("a front-channel application is in CAS's logout page", async () => {
      const { code, url, report: told } = await report('front')
      expect(told).toMatchObject({
        ...{ session: 'ended', frontChannel: [url] },
        messages: [{ channel: 'front-channel', valid: true, ours: true }],
      })
      expect(code).toBe(0)
    })

    test('an application that is never told stays', async () => {
      const { code, report: told } = await report('quiet')
      expect(told).toMatchObject({ session: 'stays', messages: [], frontChannel: [] })
      expect(code).toBe(1)
    })

    test('an unregistered one: what to register, and the session is alive', async () => {
      await ask('login')
      const refused = await ask('logout', '--service-url', 'http://127.0.0.1:9123/unknown')
      expect(refused.json()).toMatchObject({ error: { kind: 'service-refused' } })
      expect(refused.code).toBe(1)
      expect((await ask('status')).json()).toMatchObject({ status: 'signed-in' })
      expect((await ask('logout')).code).toBe(0)
    })
  })
}

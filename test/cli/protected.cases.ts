// `sso-pulse protected` at a page that Apereo's own CAS client guards, with a real CAS behind it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ProtectedPage, startProtectedPage } from '../../scripts/protected-page.js'
import { connect } from '../../sdk/cli/connection.js'
import { openJar, type SessionJar } from '../../sdk/cli/session-jar.js'
import type { Staged } from './real-stage.js'

export function protectedCases(stage: Staged): void {
  describe('protected', () => {
    let page: ProtectedPage
    beforeAll(async () => {
      page = await startProtectedPage(stage().cas.url)
    })
    afterAll(() => page?.stop())

    const judge = async (path: string, server = stage().cas.url) => {
      const { line, run } = stage()
      const ran = await run('protected', page.url + path, '--cas', server, '--critical', '50')
      console.log(`CAS ${line}, ${path}: ${ran.out.trim()}`)
      expect(ran.out).toMatch(/^(OK|WARNING|CRITICAL) - [^|]+ \| time=\d+\.\d{3}s;;50;0\n$/)
      expect(ran.out).not.toContain('jsessionid')
      return ran
    }

    test('a stranger is sent to CAS, whatever way the client words it: OK', async () => {
      // The page; with a query; by a relative redirect; with the container's session id in the service.
      const pages = [
        ['/app', '/app'],
        ['/app?name=%C3%A4%26b', '/app'],
        ['/', '/app'],
        ['/app/session', '/app/session'],
      ] as const
      for (const [asked, service] of pages) {
        const { code, out } = await judge(asked)
        const sentence = `a stranger is sent to ${stage().cas.url}/login for ${page.url}${service}`
        expect(out).toContain(`OK - ${sentence} |`)
        expect(code).toBe(0)
      }
    })

    test('the page protects: a sign-in opens it, a made-up ticket does not, a sign-out closes it', async () => {
      const { cas, run, terminal } = stage()
      expect(await run('login', cas.url)).toMatchObject({ code: 0, err: '' })
      const jar = await openJar(cas.url, undefined, terminal.shell)
      expect(await visit(`${page.url}/app?ticket=ST-1-made-up`, jar.empty())).toMatch(/^[45]/)
      expect(await visit(`${page.url}/app`, jar)).toBe('200 signed in as casuser\n')
      // By the application's own session alone, without CAS's cookie.
      const stillThere = () => look(`${page.url}/app`, jar)
      expect(await stillThere()).toMatchObject({ status: 200 })
      expect(await run('logout', cas.url)).toMatchObject({ code: 0, err: '' })
      await expect.poll(stillThere, { timeout: 10_000 }).toMatchObject({ status: 302 })
    })

    test('a path without the filter: CRITICAL', async () => {
      const { code, out } = await judge('/app/open')
      expect(out).toContain(`CRITICAL - ${page.url}/app/open lets a stranger in (200)`)
      expect(code).toBe(2)
    })

    test('a filter that only asks in passing: WARNING', async () => {
      const { code, out } = await judge('/app/passing')
      expect(out).toMatch(/^WARNING - .*gateway/)
      expect(code).toBe(1)
    })

    test('a page that trusts another CAS, of the same host: CRITICAL', async () => {
      const { cas, badCas } = stage()
      const { code, out } = await judge('/app', badCas.url)
      const sentence = `it sends a stranger to ${cas.url}/login, not to ${badCas.url}/login`
      expect(out).toContain(`CRITICAL - ${sentence} |`)
      expect(code).toBe(2)
    })

    test('an application that is down can not be told: UNKNOWN', async () => {
      const { line, cas, run } = stage()
      await page.stop()
      const { code, out } = await run('protected', `${page.url}/app`, '--cas', cas.url)
      console.log(`CAS ${line}, down: ${out.trim()}`)
      expect(out).toMatch(/^UNKNOWN - .*Nobody listens there/)
      expect(code).toBe(3)
    })

    const look = (url: string, jar: SessionJar) =>
      connect(page.url, jar, stage().terminal.shell, { timeoutMs: 50_000 }).ask(url)

    /** As a browser goes: whatever it is sent to, up to the page that it shows. */
    const visit = async (url: string, jar: SessionJar): Promise<string> => {
      for (let [at, hop] = [url, 0]; hop < 8; hop += 1) {
        const { status, headers, body } = await look(at, jar)
        const location = headers.get('location')
        if (!location) return `${status} ${body}`
        at = new URL(location, at).href
      }
      throw new Error(`From ${url} a browser is sent in circles.`)
    }
  })
}

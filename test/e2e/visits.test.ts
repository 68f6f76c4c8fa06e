// A page of the server makes the background look, by the permission for its host alone.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../scripts/browser/until.js'
import { lookNow, readLook } from '../../scripts/journey/extension.js'
import { createScene, type Scene } from '../../scripts/journey/scene.js'
import { describeInBrowsers } from './browser.js'

describeInBrowsers('a page of the server', (driver) => {
  let scene: Scene
  beforeAll(async () => {
    scene = await createScene(driver())
    await lookNow(driver())
  })
  afterAll(() => scene?.close())

  /** As if the last look had been a minute ago: two are never closer than ten seconds. */
  const aMinuteLater = () =>
    driver().evaluate(`(async () => {
      const { session } = (globalThis.browser ?? chrome).storage
      const [[key, record]] = Object.entries(await session.get())
        .filter(([name]) => name.startsWith('watch ${scene.cas.url}'))
      const memory = { ...record.memory, lookedAt: record.memory.lookedAt - 60_000 }
      await session.set({ [key]: { ...record, memory } })
    })()`)

  test('that changes no cookie is seen, also by a background that was stopped', async () => {
    await aMinuteLater()
    await driver().stopBackground()
    const page = await driver().open(`${scene.cas.url}/login`)
    const { cause } = await until(
      'A look after the visit',
      () => readLook(driver()),
      (look) => look.cause === 'visited',
    )
    expect(cause).toBe('visited')
    await page.close()
  })
})

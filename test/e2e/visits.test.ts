// A page of the server makes the background look, by the permission for its host alone.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../scripts/browser/until.js'
import { ageLook, lookNow, readLook } from '../../scripts/journey/extension.js'
import { createScene, type Scene } from '../../scripts/journey/scene.js'
import { describeInBrowsers } from './browser.js'

const minute = 60_000

describeInBrowsers('a page of the server', (driver) => {
  let scene: Scene
  beforeAll(async () => {
    scene = await createScene(driver())
    await lookNow(driver())
  })
  afterAll(() => scene?.close())

  test('that changes no cookie is seen, also by a background that was stopped', async () => {
    // Two looks are never closer than ten seconds.
    await ageLook(driver(), minute)
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

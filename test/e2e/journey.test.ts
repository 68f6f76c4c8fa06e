// The whole journey on the in-memory CAS, in every browser.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createScene, type Scene } from '../../scripts/journey/scene.js'
import { journeyFor } from '../../scripts/journey/steps.js'
import { describeInBrowsers } from './browser.js'

describeInBrowsers('the journey', (driver) => {
  let scene: Scene
  beforeAll(async () => {
    scene = await createScene(driver())
  })
  afterAll(() => scene?.close())

  for (const { title, run } of journeyFor({ hasClock: true })) {
    test(title, () => run(scene))
  }

  test('the proof is the server’s, too: no session is left', () => {
    expect(scene.server.sessions()).toEqual([])
  })
})

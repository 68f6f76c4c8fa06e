// A fresh in-memory CAS and an application, and a browser that knows this server and no cookie.

import { createCas, type InMemoryCas, type InMemorySetup, listen } from '../../sdk/testing/node.js'
import type { Driver } from '../browser/driver.js'
import { startDemoApp } from '../demo/app.js'
import { useServer } from './extension.js'
import type { Surroundings } from './steps.js'

export interface Scene extends Surroundings {
  readonly server: InMemoryCas
  close(): Promise<void>
}

export async function createScene(driver: Driver, setup: InMemorySetup = {}): Promise<Scene> {
  const server = createCas({ setup })
  const listener = await listen(server)
  const app = await startDemoApp(0, () => listener.url)
  await driver.clearCookies()
  await useServer(driver, listener.url)
  return {
    driver,
    server,
    appUrl: app.url,
    cas: {
      url: listener.url,
      hasClock: true,
      async pass(ms) {
        server.clock.advance(ms)
      },
    },
    async close() {
      await app.close()
      await listener.close()
    },
  }
}

// The in-memory CAS with its console and the demo app, side by side on free ports.
import { createCas, type InMemoryCas, listen, listenConsole } from '../../sdk/testing/node.js'
import { demoSetup, startDemoApp } from './app.js'

export interface Stand {
  readonly cas: InMemoryCas
  readonly appUrl: string
  readonly consoleUrl: string
  close(): Promise<void>
}

export async function createStand(): Promise<Stand> {
  const cas = createCas()
  const listener = await listen(cas)
  const app = await startDemoApp(0, () => listener.url)
  cas.configure(demoSetup(app))
  const console = await listenConsole(cas)
  return {
    cas,
    appUrl: app.url,
    consoleUrl: console.url,
    async close() {
      await console.close()
      await app.close()
      await listener.close()
    },
  }
}

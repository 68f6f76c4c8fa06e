// What `npm start` needs on this machine: an embedded CAS, the demo app, and the built extension that knows them.
import { createCas, type InMemoryCas, listen, listenConsole } from '../../sdk/testing/node.js'
import type { BrowserName } from '../browser/driver.js'
import { buildExtension } from '../build/extension.js'
import { demoFolder, targetOf } from '../build/folders.js'
import { buildSdk } from '../build/sdk.js'
import { type DemoApp, demoSetup, startDemoApp } from '../demo/app.js'
import type { Closing } from './closing.js'
import { listenToBrowser, type Wire } from './wire.js'

export interface EmbeddedCas {
  readonly cas: InMemoryCas
  readonly wire: Wire
  readonly consoleUrl: string
}

export interface Stage {
  readonly casUrl: string
  readonly appUrl: string
  /** Absent where another server is used. */
  readonly embedded?: EmbeddedCas
}

/** Known ports are easier to type; when they are taken any other will do. */
const preferred = { cas: 8411, app: 8412, console: 8413 }

export async function setStage(server: string | undefined, closing: Closing): Promise<Stage> {
  await buildSdk()
  let casUrl = server ?? ''
  const app = await onPort(preferred.app, (port) => startDemoApp(port, () => casUrl))
  closing.add(() => app.close())
  if (server !== undefined) return { casUrl, appUrl: app.url }
  const embedded = await startEmbeddedCas(app, closing)
  casUrl = embedded.cas.url
  return { casUrl, appUrl: app.url, embedded }
}

/** Resolves to the folder that the browser can load. */
export function buildDemoExtension(browser: BrowserName, casUrl: string): Promise<string> {
  const target = targetOf[browser]
  const servers = [{ url: casUrl, name: 'Demo University' }]
  return buildExtension(target, { outDir: demoFolder[target], loopback: { servers } })
}

async function startEmbeddedCas(app: DemoApp, closing: Closing): Promise<EmbeddedCas> {
  const wire = listenToBrowser(createCas({ setup: demoSetup(app) }))
  const listener = await onPort(preferred.cas, (port) => listen(wire.cas, { port }))
  closing.add(() => listener.close())
  const console = await onPort(preferred.console, (port) => listenConsole(wire.cas, { port }))
  closing.add(() => console.close())
  return { cas: wire.cas, wire, consoleUrl: console.url }
}

async function onPort<T>(port: number, start: (port: number) => Promise<T>): Promise<T> {
  try {
    return await start(port)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return start(0)
  }
}

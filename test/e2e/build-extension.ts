// Builds what end-to-end tests load and look into: the packages as released, and the extension with the right to ask loopback servers.
import { buildExtension } from '../../scripts/build/extension.js'
import { demoFolder, loopbackFolder } from '../../scripts/build/folders.js'
import { mirrorExtension } from '../../scripts/build/mirrored.js'
import { buildSdk } from '../../scripts/build/sdk.js'

const servers = [{ url: 'http://127.0.0.1:8411/cas', name: 'Demo University' }]

export default async function setup(): Promise<void> {
  await buildSdk()
  for (const target of ['chrome', 'firefox'] as const) {
    await buildExtension(target)
    await buildExtension(target, { outDir: loopbackFolder[target], loopback: { servers: [] } })
    await mirrorExtension(target)
    await buildExtension(target, { outDir: demoFolder[target], loopback: { servers } })
  }
}

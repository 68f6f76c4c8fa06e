// `npm run dev`: the extension with hot reload in Chromium (dist/dev), and rebuilt at each change for Firefox.
import { build, createServer } from 'vite'
import { extensionBuild } from '../vite.config.js'
import { interrupted } from './start/closing.js'

const folders = { chrome: 'dist/dev', firefox: 'dist/firefox-dev' }

/** Neither folder may be published: the one for Chromium lets any page read it, for the hot reload. */
export async function main(): Promise<number> {
  const loopback = { servers: [] }
  const server = await createServer(extensionBuild('chrome', folders.chrome, loopback))
  await server.listen()
  const firefox = extensionBuild('firefox', folders.firefox, loopback)
  const watcher = await build({ ...firefox, build: { ...firefox.build, watch: {} } })
  console.log(
    `Chromium  load the folder ${folders.chrome} at chrome://extensions; it reloads itself`,
  )
  console.log(`Firefox   load the folder ${folders.firefox} at about:debugging; press Reload there`)
  console.log('Ctrl-C ends it.')
  await interrupted()
  if ('close' in watcher) await watcher.close()
  await server.close()
  return 0
}

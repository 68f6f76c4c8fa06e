// What no store may get: a build for tests, the demo or hot reload, or another version than the package's.
import type { ArchivedFile } from './archive.js'

interface Manifest {
  readonly version?: string
  readonly host_permissions?: unknown
  readonly web_accessible_resources?: unknown
  readonly update_url?: unknown
}

/** One sentence that says why not; undefined where nothing is against it. */
export function reasonNotToPublish(
  files: readonly ArchivedFile[],
  version: string,
): string | undefined {
  const manifest: Manifest = JSON.parse(textOf(files, 'manifest.json') || '{}')
  if (manifest.version !== version) {
    return `manifest.json has version ${manifest.version}, package.json ${version}.`
  }
  if (manifest.host_permissions) {
    return 'This build may ask hosts that nobody granted: it is one for tests or the demo.'
  }
  if (manifest.web_accessible_resources) {
    return 'Any page may read this build: it is one for hot reload.'
  }
  if (manifest.update_url) return 'manifest.json has an update_url: stores update by themselves.'
  const remote = files.find(({ name }) => name.endsWith('.js') && isRemote(textOf(files, name)))
  if (remote) return `${remote.name} loads code from elsewhere.`
  const map = files.find(({ name }) => name.endsWith('.map'))
  if (map) return `${map.name} is a source map: the sources have an archive of their own.`
  return undefined
}

function isRemote(code: string): boolean {
  return /\b(?:import|from|importScripts)\s*\(?\s*['"](?:https?:)?\/\//.test(code)
}

function textOf(files: readonly ArchivedFile[], wanted: string): string {
  return new TextDecoder().decode(files.find(({ name }) => name === wanted)?.content)
}

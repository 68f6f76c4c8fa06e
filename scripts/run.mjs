// Runs one script of this folder on a machine where nothing is installed yet: checks Node, installs the locked packages, then hands over.

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [name = '', ...args] = process.argv.slice(2)

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22)) {
  console.error(
    `sso-pulse needs Node 20.19 or 22.12 and newer; this is Node ${process.versions.node}.`,
  )
  process.exit(2)
}
process.chdir(root)
if (!installLockedPackages()) process.exit(2)

const { runnerImport } = await import('vite')
const { module } = await runnerImport(`./scripts/${name}.ts`, {
  configFile: false,
  logLevel: 'error',
})
process.exitCode = await module.main(args)

/** The stamp lets a second start skip `npm ci`; it lies in node_modules, so deleting that folder deletes it too. */
function installLockedPackages() {
  const stampFile = 'node_modules/.sso-pulse-lock'
  const stamp = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return true
  console.log('Installing the locked packages (once) …')
  // A download can fail once.
  if (!npmCi() && !npmCi()) {
    console.error(
      'Installing the packages failed: is the package registry reachable? Then run the same command again.',
    )
    return false
  }
  writeFileSync(stampFile, stamp)
  return true
}

function npmCi() {
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath
  const ran = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { stdio: 'inherit' })
    : spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' })
  return ran.status === 0
}

// `npm start` as a person meets it: what it says, and that Ctrl-C leaves nothing running.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, describe, expect, test } from 'vitest'
import { until } from '../../scripts/browser/until.js'
import { browserNames, findBrowser } from '../../scripts/browsers.js'

class Started {
  output = ''
  readonly process: ChildProcess
  readonly ended: Promise<number | null>

  constructor(...args: readonly string[]) {
    this.process = spawn(process.execPath, ['scripts/run.mjs', 'start', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' },
    })
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk
      })
    }
    this.ended = new Promise((resolve) => this.process.once('exit', resolve))
  }

  says(text: RegExp): Promise<unknown> {
    return until(`The words ${text}`, () => text.test(this.output) || this.output, isTrue, 30_000)
  }
}

const isTrue = (value: unknown) => value === true

let started: Started | undefined
afterEach(async () => {
  started?.process.kill('SIGKILL')
  await started?.ended
})

describe('without a display', () => {
  test('it names the addresses and the folders, and Ctrl-C ends it with every port closed', async () => {
    started = new Started()
    await started.says(/^time +cause/m)
    const [cas = '', app = ''] = started.output.match(/http:\/\/127\.0\.0\.1:\d+\/\w+/g) ?? []
    expect((await fetch(`${cas}/isloggedin`)).status).toBe(200)
    expect(await (await fetch(app)).text()).toContain('sso-pulse')
    expect(started.output).toContain('dist/chrome-demo')
    expect(started.output).toContain('dist/firefox-demo')
    started.process.kill('SIGINT')
    expect(await started.ended).toBe(0)
    await expect(fetch(cas)).rejects.toThrow()
    await expect(fetch(app)).rejects.toThrow()
  })

  test.each([
    [['--nope'], /nope/],
    [['--browser', 'safari'], /There is no browser "safari"/],
    [['--server', 'hello'], /address of a CAS server/],
    [['--check', '--server', 'http://localhost/cas'], /takes no --server/],
  ])('%j is refused in one sentence', async (args, sentence) => {
    started = new Started(...args)
    expect(await started.ended).toBe(2)
    expect(started.output).toMatch(sentence)
    expect(started.output.trim().split('\n')).toHaveLength(1)
  })
})

describe.each(browserNames)('--check in %s', (name) => {
  test.skipIf(findBrowser(name) === undefined)(
    'Ctrl-C in the middle leaves neither a process nor a profile folder',
    async () => {
      const before = profiles(name)
      started = new Started('--check', '--browser', name)
      await started.says(/CAS at http/)
      const [profile = ''] = profiles(name).filter((folder) => !before.includes(folder))
      expect(profile).not.toBe('')
      expect(processesWith(profile)).not.toEqual([])
      started.process.kill('SIGINT')
      expect(await started.ended).toBe(130)
      await until('The end of the browser', () => processesWith(profile), isEmpty)
      expect(existsSync(profile)).toBe(false)
    },
  )
})

const isEmpty = (list: readonly unknown[]) => list.length === 0

function profiles(name: string): readonly string[] {
  return readdirSync(tmpdir())
    .filter((entry) => entry.startsWith(`sso-pulse-${name}-`))
    .map((entry) => `${tmpdir()}/${entry}`)
}

/** Linux only; elsewhere the folder alone is looked at. */
function processesWith(text: string): readonly string[] {
  if (process.platform !== 'linux') return existsSync(text) ? [text] : []
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandLine(pid).includes(text))
}

/** A process may end while it is looked at. */
function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

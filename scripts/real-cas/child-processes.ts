// Child processes that end when this process does.
import type { ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'

/** With the folder that goes when they go. */
const running = new Map<ChildProcess, string | undefined>()

/** The watchdog in the server covers the case that this process can't say goodbye. */
export function endWithThisProcess(child: ChildProcess, folder?: string): void {
  if (running.size === 0) process.once('exit', endAll)
  running.set(child, folder)
  child.once('exit', () => {
    running.delete(child)
    if (running.size === 0) process.off('exit', endAll)
  })
}

function endAll(): void {
  for (const [child, folder] of running) {
    child.kill('SIGKILL')
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  }
}

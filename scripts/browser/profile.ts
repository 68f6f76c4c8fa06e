// The folder in which a browser keeps what it knows: a new one that is gone with it, or one that outlives it.
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Profile {
  readonly folder: string
  /** Whoever named it removes it; the extension in it is there at the next start. */
  readonly lasting: boolean
}

const passing = new Set<string>()

/** A new, empty one unless a folder is named; it is removed even when the process ends without closing the browser. */
export async function openProfile(name: string, lasting: string | undefined): Promise<Profile> {
  if (lasting !== undefined) return { folder: lasting, lasting: true }
  if (passing.size === 0) process.once('exit', removeNow)
  const folder = await mkdtemp(join(tmpdir(), `sso-pulse-${name}-`))
  passing.add(folder)
  return { folder, lasting: false }
}

export async function leaveProfile({ folder, lasting }: Profile): Promise<void> {
  if (lasting) return
  await rm(folder, removal)
  passing.delete(folder)
}

/** A browser's children may still write for a moment: try again. */
const removal = { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }

function removeNow(): void {
  for (const folder of passing) rmSync(folder, removal)
}

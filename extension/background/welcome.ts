// Opens the welcome page after the first installation, unless somebody else sets this browser up.
import { browser } from '../shared/browser.js'
import { clock } from '../shared/clock.js'
import { pageUrl } from '../shared/pages.js'
import { policy } from '../shared/policy.js'

/** Chrome reads an organisation's policy only some seconds after the installation (measured: 3.5). */
const policyMs = 10_000

export async function welcome(): Promise<void> {
  const { installType } = await browser.management.getSelf()
  // Loaded from a folder, again and again, by one who develops or tests it.
  if (installType === 'development') return
  if (installType === 'admin') await new Promise<void>((done) => clock.after(policyMs, done))
  if ((await policy.get()).showWelcome === false) return
  await browser.tabs.create({ url: pageUrl('welcome') })
}

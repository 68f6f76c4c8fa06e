// The console of the in-memory CAS as a picture: somebody is signed in, somebody was, and a failure is switched on.
import type { ColorScheme, Driver } from '../browser/driver.js'
import { createStand } from '../demo/stand.js'

export const consoleName = 'console'

export async function shootConsole(driver: Driver, folder: string, scheme: ColorScheme) {
  const stand = await createStand()
  try {
    stand.cas.clock.stop('2026-03-01T08:00:00Z')
    stand.cas.signIn('second', { service: stand.appUrl })
    stand.cas.endSession()
    stand.cas.signIn('casuser', { service: stand.appUrl })
    stand.cas.clock.advance({ minutes: 20 })
    const tab = await driver.open(stand.consoleUrl)
    await tab.waitForText('casuser')
    await tab.click('[data-failure=unavailable]')
    await tab.waitForText('503 with Retry-After: on.')
    await fetch(`${stand.cas.url}/isloggedin`)
    await tab.waitForText('failure on demand')
    await tab.fitWindow(1000)
    const file = `${folder}/${consoleName}-${driver.name}-${scheme}.png` as const
    await tab.screenshot(file, 'main')
    await tab.close()
    return file
  } finally {
    await stand.close()
  }
}

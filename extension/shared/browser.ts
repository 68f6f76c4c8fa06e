// The one door to the browser: nothing else imports the polyfill.
import browser from 'webextension-polyfill'

export type { Cookies, Menus, Runtime } from 'webextension-polyfill'
export { browser }

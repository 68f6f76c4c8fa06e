// The extension APIs that we use, in memory. Stands in for the polyfill: vi.mock('webextension-polyfill', …).

type Listener<A extends readonly unknown[]> = (...args: A) => unknown

/** One browser event; `emit` resolves when all listeners have. */
export class FakeEvent<A extends readonly unknown[]> {
  readonly #listeners = new Set<Listener<A>>()
  addListener(listener: Listener<A>): void {
    this.#listeners.add(listener)
  }
  removeListener(listener: Listener<A>): void {
    this.#listeners.delete(listener)
  }
  forget(): void {
    this.#listeners.clear()
  }
  async emit(...args: A): Promise<unknown[]> {
    return Promise.all([...this.#listeners].map((listener) => listener(...args)))
  }
}

type Changes = Record<string, { newValue?: unknown }>

class FakeStorageArea {
  readonly values = new Map<string, unknown>()
  readonly onChanged = new FakeEvent<[Changes]>()
  async get(keys?: string | readonly string[]): Promise<Record<string, unknown>> {
    const found = [keys ?? [...this.values.keys()]].flat().filter((key) => this.values.has(key))
    return Object.fromEntries(found.map((key) => [key, structuredClone(this.values.get(key))]))
  }
  async remove(keys: string | readonly string[]): Promise<void> {
    const gone = [keys].flat().filter((key) => this.values.delete(key))
    if (gone.length > 0) {
      void this.onChanged.emit(Object.fromEntries(gone.map((key) => [key, {}])))
    }
  }
  async set(entries: Record<string, unknown>): Promise<void> {
    const changes: Changes = {}
    for (const [key, value] of Object.entries(entries)) {
      // Chrome's storage keeps JSON: undefined members get lost.
      const newValue: unknown = JSON.parse(JSON.stringify(value))
      this.values.set(key, newValue)
      changes[key] = { newValue }
    }
    void this.onChanged.emit(changes)
  }
}

export interface FakeCookie {
  readonly name: string
  readonly domain: string
  readonly storeId: string
}

function eventsIn(value: unknown): readonly FakeEvent<readonly unknown[]>[] {
  if (value instanceof FakeEvent) return [value]
  if (typeof value !== 'object' || value === null || value instanceof Map) return []
  return Object.values(value).flatMap(eventsIn)
}

/** Remembers what appeared, in order, beside what is shown now. */
class FakeNotifications {
  readonly shown = new Map<string, Notification>()
  readonly appeared: Notification[] = []
  readonly onClicked = new FakeEvent<[string]>()
  readonly onButtonClicked?: FakeEvent<[string, number]>
  readonly #isFirefox: boolean

  constructor(isFirefox: boolean) {
    this.#isFirefox = isFirefox
    if (!isFirefox) this.onButtonClicked = new FakeEvent<[string, number]>()
  }
  async create(id: string, options: Notification): Promise<string> {
    const unknown = ['buttons', 'requireInteraction', 'silent'].find((name) => name in options)
    if (this.#isFirefox && unknown) throw new Error(`Property "${unknown}" is unsupported`)
    this.shown.set(id, options)
    this.appeared.push(options)
    return id
  }
  async clear(id: string): Promise<boolean> {
    return this.shown.delete(id)
  }
  async getAll(): Promise<Record<string, Notification>> {
    return Object.fromEntries(this.shown)
  }
}

export interface Notification {
  readonly title: string
  readonly message: string
  readonly buttons?: readonly { readonly title: string }[]
  readonly requireInteraction?: boolean
}

export interface MenuItem {
  readonly title: string
  readonly enabled?: boolean
  readonly visible?: boolean
}

export interface FakeTab {
  readonly url?: string
  readonly cookieStoreId?: string
  readonly incognito?: boolean
}

export class FakeBrowser {
  readonly storage = {
    local: new FakeStorageArea(),
    session: new FakeStorageArea(),
    managed: new FakeStorageArea(),
  }
  readonly alarm: { when?: number; periodInMinutes?: number | undefined } = {}
  readonly alarms = {
    onAlarm: new FakeEvent<[{ name: string; scheduledTime: number }]>(),
    create: (_: string, { when, periodInMinutes }: { when: number; periodInMinutes?: number }) => {
      Object.assign(this.alarm, { when, periodInMinutes })
    },
    clear: async () => delete this.alarm.when,
    get: async () =>
      this.alarm.when === undefined ? undefined : { scheduledTime: this.alarm.when },
  }
  readonly toolbar = { text: '', title: '', color: '' }
  readonly action = {
    setBadgeText: async (badge: { text: string }) => void Object.assign(this.toolbar, badge),
    setBadgeBackgroundColor: async (badge: { color: string }) =>
      void Object.assign(this.toolbar, badge),
    setBadgeTextColor: async () => {},
    setTitle: async (button: { title: string }) => void Object.assign(this.toolbar, button),
    setIcon: async () => {},
  }
  jar: readonly FakeCookie[] = []
  /** Those with open tabs. */
  stores: readonly string[] = ['0']
  readonly cookies = {
    onChanged: new FakeEvent<[{ cookie: FakeCookie; removed: boolean }]>(),
    getAll: async ({ name, storeId = '0' }: { name: string; storeId?: string }) =>
      this.jar.filter((cookie) => cookie.name === name && cookie.storeId === storeId),
    getAllCookieStores: async () => this.stores.map((id) => ({ id })),
  }
  permitted = true
  readonly permissions = {
    onAdded: new FakeEvent<[]>(),
    onRemoved: new FakeEvent<[]>(),
    contains: async () => this.permitted,
    request: async () => this.permitted,
  }
  /** Absent without its permission. */
  notifications: FakeNotifications | undefined
  allowNotifications(as: 'chromium' | 'firefox'): FakeNotifications {
    this.notifications = new FakeNotifications(as === 'firefox')
    return this.notifications
  }
  menu: ReadonlyMap<string, MenuItem> = new Map()
  readonly contextMenus = {
    onClicked: new FakeEvent<[{ menuItemId: string }]>(),
    create: ({ id, ...item }: MenuItem & { id: string }) => {
      if (this.menu.has(id)) throw new Error(`Duplicate id ${id}`)
      this.menu = new Map([...this.menu, [id, item]])
    },
    update: async (id: string, change: Partial<MenuItem>) => {
      const item = this.menu.get(id)
      if (!item) throw new Error(`Cannot find menu item with id ${id}`)
      Object.assign(item, change)
    },
    removeAll: async () => {
      this.menu = new Map()
    },
  }
  readonly commands = { onCommand: new FakeEvent<[string]>() }
  installType = 'normal'
  readonly management = { getSelf: async () => ({ installType: this.installType }) }
  readonly windows = {
    create: async ({ url }: { url: string }) => void this.opened.push(url),
  }
  readonly opened: string[] = []
  readonly idle = {
    onStateChanged: new FakeEvent<['active' | 'idle' | 'locked']>(),
    setDetectionInterval: (_seconds: number) => {},
  }
  readonly tabs = {
    onUpdated: new FakeEvent<[number, { status?: string }, FakeTab]>(),
    create: async ({ url, cookieStoreId }: { url: string; cookieStoreId?: string }) => {
      this.opened.push(cookieStoreId ? `${cookieStoreId}: ${url}` : url)
    },
  }
  readonly runtime = {
    id: 'our-extension',
    getURL: (path: string) => `moz-extension://our-extension/${path}`,
    onMessage: new FakeEvent<[unknown, { id?: string; url?: string }]>(),
    onStartup: new FakeEvent<[]>(),
    onInstalled: new FakeEvent<[{ reason: string }]>(),
    openOptionsPage: async () => void this.opened.push('options'),
  }
  /** A killed background listens to nothing. */
  forgetListeners(): void {
    for (const event of eventsIn(this)) event.forget()
  }
  readonly i18n = {
    getMessage: (key: string, substitutions: readonly string[] = []) =>
      [key, ...substitutions].join(' '),
    getUILanguage: () => 'en',
  }
}

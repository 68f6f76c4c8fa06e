// The page of the console: asks for the state each second, shows it, and posts what a person orders.

/** @typedef {import('./state.js').ConsoleState} ConsoleState */
/** @typedef {import('./state.js').SessionRow} SessionRow */

const tick = 1000

/** @type {ConsoleState | undefined} */
let shown

/** The console did not answer. */
let lost = false

/**
 * @template {Element} T
 * @param {string} selector
 * @param {abstract new (...args: never[]) => T} type
 * @param {ParentNode} within
 * @returns {T[]}
 */
function all(selector, type, within = document) {
  /** @param {Element} found @returns {found is T} */
  const fits = (found) => found instanceof type
  return [...within.querySelectorAll(selector)].filter(fits)
}

/** @param {string} id */
function named(id) {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The page has no #${id}.`)
  return found
}

/**
 * Replaces only what differs: a selection stays, and readers repeat nothing.
 * @param {Element} element
 * @param {string} text
 */
function put(element, text) {
  if (element.textContent !== text) element.textContent = text
}

/** @param {string} text @param {boolean} refused */
function say(text, refused = false) {
  named('said').classList.toggle('refused', refused)
  put(named('said'), text)
}

/** @param {string} path @param {RequestInit} init @param {string} [done] what is said when it was done */
async function ask(path, init, done) {
  try {
    const response = await fetch(path, init)
    const answer = await response.json()
    if (!response.ok) return say(answer.error, true)
    if (done !== undefined || lost) say(done ?? '')
    lost = false
    show(answer)
  } catch {
    lost = true
    say('The console does not answer: was the in-memory CAS ended?', true)
  }
}

/** @param {string} path @param {unknown} order @param {string} done */
function post(path, order, done) {
  const headers = { 'content-type': 'application/json' }
  return ask(path, { method: 'POST', headers, body: JSON.stringify(order) }, done)
}

/** @param {string} at */
const timeOf = (at) => new Date(at).toLocaleTimeString('en-GB')

/** @param {string | undefined} at @param {string} now */
function limit(at, now) {
  if (at === undefined) return 'none'
  const seconds = Math.max(0, Math.ceil((Date.parse(at) - Date.parse(now)) / 1000))
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return `${timeOf(at)}, in ${parts.map((part) => `${part}`.padStart(2, '0')).join(':')}`
}

/** @param {ConsoleState} state */
function show(state) {
  put(named('line'), state.line)
  put(named('cas'), state.cas)
  named('login').setAttribute('href', `${state.cas}/login`)
  named('now').setAttribute('datetime', state.now)
  put(named('now'), timeOf(state.now))
  put(named('next'), state.nextLimitAt ? `; next limit ${limit(state.nextLimitAt, state.now)}` : '')
  tellEnds(state)
  showSessions(state)
  showPolicy(state)
  showSwitches(state)
  showRows(
    'asked',
    state.requests.map((row) => [
      timeOf(row.at),
      `${row.method} ${row.path}`,
      `${row.status ?? 'none'}`,
      row.cause === 'cas' ? 'CAS' : 'failure on demand',
    ]),
  )
  showRows(
    'told',
    state.messages.map((row) => [timeOf(row.at), row.url, row.user, row.channel]),
  )
  shown = state
}

/** @param {ConsoleState} state */
function tellEnds({ sessions }) {
  const over = (shown?.sessions ?? []).filter(
    (before) => !sessions.some(({ session }) => session === before.session),
  )
  if (over.length > 0) {
    say(over.map(({ user, ticket }) => `The session of ${user} is over (${ticket}).`).join(' '))
  }
}

/** @param {ConsoleState} state */
function showSessions({ sessions, now }) {
  const list = named('live')
  named('nobody').hidden = sessions.length > 0
  for (const item of all('li', HTMLLIElement, list)) {
    if (!sessions.some(({ session }) => session === item.dataset.session)) item.remove()
  }
  for (const row of sessions) {
    const items = all('li', HTMLLIElement, list)
    const item = items.find(({ dataset }) => dataset.session === row.session) ?? newItem(row)
    if (!item.isConnected) list.append(item)
    const facts = {
      Ticket: row.ticket,
      'Time limit': limit(row.timeLimitAt, now),
      'Idle limit': limit(row.idleLimitAt, now),
      'Last use': timeOf(row.lastUsedAt),
      Uses: `${row.uses}`,
      Applications: row.services.join(', ') || 'none',
      'Remember me': row.rememberMe ? 'yes' : 'no',
    }
    for (const [index, value] of Object.values(facts).entries()) {
      const [name, cell] = [
        all('dt', HTMLElement, item)[index],
        all('dd', HTMLElement, item)[index],
      ]
      if (name) put(name, Object.keys(facts)[index] ?? '')
      if (cell) put(cell, value)
    }
  }
}

const factCount = 7

/** @param {SessionRow} row */
function newItem({ session, user, ticket }) {
  const item = document.createElement('li')
  item.dataset.session = session
  const title = document.createElement('h3')
  title.append(Object.assign(document.createElement('bdi'), { textContent: user }))
  const facts = document.createElement('dl')
  for (let fact = 0; fact < factCount; fact += 1) {
    const value = Object.assign(document.createElement('dd'), { dir: 'auto' })
    facts.append(document.createElement('dt'), value)
  }
  const end = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: 'End as administrator',
    ariaLabel: `End as administrator: ${user}, ${ticket}`,
  })
  end.addEventListener('click', () => void endSession({ session, user, ticket }))
  item.append(title, facts, end)
  return item
}

/** Its button goes with it: the focus stays at the list's heading. @param {Pick<SessionRow, 'session' | 'user' | 'ticket'>} row */
async function endSession({ session, user, ticket }) {
  await post('/sessions/end', { session }, `The session of ${user} is over (${ticket}).`)
  named('sessions').tabIndex = -1
  named('sessions').focus()
}

const numbers = /** @type {const} */ ([
  'maxTimeToLiveSeconds',
  'timeToKillSeconds',
  'timeInBetweenUsesSeconds',
])

/** @type {string | undefined} */
let policyShown

/** What a person is typing stays: only another policy of the server's replaces it. @param {ConsoleState} state */
function showPolicy({ policy }) {
  const text = Object.entries(policy).flat().join(' ')
  if (text === policyShown) return
  policyShown = text
  put(named('now-used'), `Sessions keep the policy they began with. Now: ${described(policy)}.`)
  const [kind] = all('#kind', HTMLSelectElement)
  if (kind) kind.value = policy.kind
  for (const name of numbers) {
    const [field] = all(`#${name}`, HTMLInputElement)
    if (field && name in policy) field.value = `${Reflect.get(policy, name)}`
  }
  showFields()
}

/** @param {ConsoleState['policy']} policy */
function described({ kind, ...rest }) {
  const parts = Object.entries(rest).map(([name, seconds]) => `${name} ${seconds}`)
  return [kind, ...parts].join(', ')
}

function showFields() {
  const [kind] = all('#kind', HTMLSelectElement)
  for (const field of all('[data-for]', HTMLElement)) {
    field.hidden = !field.dataset.for?.split(' ').includes(kind?.value ?? '')
  }
}

/** @param {SubmitEvent} event */
function sendPolicy(event) {
  event.preventDefault()
  const visible = numbers.flatMap((name) =>
    all(`[data-for]:not([hidden]) #${name}`, HTMLInputElement),
  )
  const fields = visible.map(({ id, value }) => [id, value.trim() === '' ? null : Number(value)])
  const [kind] = all('#kind', HTMLSelectElement)
  const policy = { kind: kind?.value, ...Object.fromEntries(fields) }
  void post('/policy', policy, 'The next sign-in gets this policy.')
}

/** @param {ConsoleState} state */
function showSwitches({ failures, settings }) {
  for (const box of all('[data-failure]', HTMLInputElement)) {
    box.checked = failures.some((name) => name === box.dataset.failure)
  }
  for (const box of all('[data-setting]', HTMLInputElement)) {
    box.checked = Reflect.get(settings, box.dataset.setting ?? '') === true
  }
}

/** @param {HTMLInputElement} box */
function flip({ checked: on, dataset, labels }) {
  const said = `${labels?.[0]?.textContent?.trim()}: ${on ? 'on' : 'off'}.`
  const [everywhere] = all('#everywhere', HTMLInputElement)
  if (dataset.failure) {
    const order = { name: dataset.failure, on, everywhere: everywhere?.checked }
    void post('/failures', order, said)
  }
  if (dataset.setting) void post('/settings', { [dataset.setting]: on }, said)
}

/**
 * @param {string} id
 * @param {readonly (readonly string[])[]} rows
 */
function showRows(id, rows) {
  const body = named(id)
  for (const [index, cells] of rows.entries()) {
    const row = body.children[index] ?? body.appendChild(newRow(cells.length))
    for (const [column, text] of cells.entries()) {
      const cell = row.children[column]
      if (cell) put(cell, text)
    }
  }
  while (body.children.length > rows.length) body.lastElementChild?.remove()
}

/** @param {number} length */
function newRow(length) {
  const row = document.createElement('tr')
  for (let column = 0; column < length; column += 1) {
    row.append(Object.assign(document.createElement('td'), { dir: 'auto' }))
  }
  return row
}

async function watch() {
  if (!document.hidden) await ask('/state', {})
  setTimeout(watch, tick)
}

for (const button of all('button[data-to]', HTMLButtonElement)) {
  const { to = '', order = '{}' } = button.dataset
  button.addEventListener('click', () => {
    void post(to, JSON.parse(order), `${button.textContent}: done.`)
  })
}
for (const box of all('[data-failure], [data-setting]', HTMLInputElement)) {
  box.addEventListener('change', () => flip(box))
}
named('kind').addEventListener('change', showFields)
all('#policy-form', HTMLFormElement)[0]?.addEventListener('submit', sendPolicy)
void watch()

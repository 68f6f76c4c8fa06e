// Ends a stored session with proof: one look saw it alive, the next, with the very same cookie, saw it ended.
import { logoutUrl } from '../urls.js'
import type { Connection } from './connection.js'
import { hasField, type Page, readPage } from './page.js'
import { Problem } from './problem.js'
import type { Shell } from './shell.js'
import { type Sight, type SourceChoice, see } from './sight.js'
import { openForm } from './sign-in.js'

export type Alive = 'alive' | 'ended' | 'unknown'

export interface SignOutOutcome {
  readonly before: Alive
  readonly after: Alive
  /** What CAS's answer to the logout was. */
  readonly answer: 'signed-out' | 'asks-again' | 'refused' | 'none'
  readonly proved: boolean
  /** What proved it; `login`: CAS's own page, where nothing else tells. */
  readonly route: Sight['kind'] | 'login'
  readonly user?: string
}

/** Sees each step as it is taken. */
export interface Witness {
  looked(sight: Sight): void
  asked(): void
  /** @param page CAS's, where it gave one */
  answered(page: Page | undefined): void
}

interface Route {
  readonly name: SignOutOutcome['route']
  readonly user?: string
  look(connection: Connection): Promise<Alive>
}

/**
 * @param acting with the jar
 * @param watching with a copy of its cookies: CAS's answer clears the jar's, which proves nothing
 */
export async function signOut(
  acting: Connection,
  watching: Connection,
  shell: Pick<Shell, 'clock'>,
  choice: SourceChoice,
  witness?: Witness,
): Promise<SignOutOutcome> {
  const [route, before] = await findRoute(watching, shell, choice, witness)
  const told = { route: route.name, ...(route.user && { user: route.user }) }
  if (before === 'ended') return { before, after: before, answer: 'none', proved: true, ...told }
  witness?.asked()
  const [answer, page] = await askForTheEnd(acting)
  witness?.answered(page)
  const after = await route.look(watching).catch(() => 'unknown' as const)
  return { before, after, answer, proved: before === 'alive' && after === 'ended', ...told }
}

async function findRoute(
  connection: Connection,
  shell: Pick<Shell, 'clock'>,
  choice: SourceChoice,
  witness: Witness | undefined,
): Promise<readonly [Route, Alive]> {
  try {
    const sight = await see(connection, shell, choice)
    witness?.looked(sight)
    const { kind, state } = sight
    const look = async (again: Connection) => {
      const later = await see(again, shell, { ...choice, kind })
      witness?.looked(later)
      return aliveOf(later, true)
    }
    const user = state.status === 'signed-in' ? { user: state.user } : {}
    return [{ name: kind, look, ...user }, aliveOf(sight, false)]
  } catch (error) {
    const sourceless = error instanceof Problem && error.trouble === 'missing'
    if (!sourceless) throw error
    // A cookie whose session lives gets no form, and isn't used up by that.
    const look = async (again: Connection) => ((await openForm(again)) ? 'ended' : 'alive')
    const before = await look(connection)
    return [{ name: 'login', look }, before === 'alive' ? before : 'unknown']
  }
}

/**
 * Signed out for another cause than an end, as for another address, the session may well be alive; a source that tells
 * no cause is believed if it saw the session just before.
 */
function aliveOf({ kind, state }: Sight, seenAlive: boolean): Alive {
  if (state.status === 'signed-in') return 'alive'
  if (state.status !== 'signed-out') return 'unknown'
  return state.seen === 'ended' || (kind !== 'isloggedin' && seenAlive) ? 'ended' : 'unknown'
}

/** Never repeated: each one ends a session. */
async function askForTheEnd({
  server,
  ask,
}: Connection): Promise<readonly [answer: SignOutOutcome['answer'], page?: Page]> {
  try {
    const headers = { accept: 'text/html', 'accept-language': 'en' }
    const { status, body } = await ask(logoutUrl(server, { confirmed: true }), { headers })
    if (status >= 400) return ['refused']
    const page = readPage(body)
    const asks = page.forms.some((form) => hasField(form, 'LogoutRequestConfirmed'))
    return asks ? ['asks-again'] : ['signed-out', page]
  } catch {
    return ['none']
  }
}

// A page that watches with TanStack Query.
import { watchByQuery } from './by-query.js'
import { tell, watching } from './journal.js'

for (const server of watching.servers) {
  watchByQuery(server, (signedIn) => tell(signedIn ? 'signed-in' : 'signed-out'))
}

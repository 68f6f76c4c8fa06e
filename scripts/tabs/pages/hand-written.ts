// A page that watches with a loop of its own.
import { watchByHand } from './by-hand.js'
import { tell, watching } from './journal.js'

for (const server of watching.servers) {
  watchByHand(server, (signedIn) => tell(signedIn ? 'signed-in' : 'signed-out'))
}

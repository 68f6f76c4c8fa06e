// Puts the test service on a port, under the address that CAS knows it by.
import type { Outcome } from '../../testing/records.js'
import type { Connection } from '../connection.js'
import { isLoopback } from '../loopback.js'
import { Problem } from '../problem.js'
import type { Shell } from '../shell.js'
import { validate } from './service-ticket.js'
import { createTestService, type TestService } from './test-service.js'

export interface ServiceOptions {
  /** Default: that of the address, else any free one. */
  readonly servicePort?: number
  /** Default: a page of this machine's. */
  readonly serviceUrl?: string
}

export interface ListeningService {
  readonly service: TestService
  close(): Promise<void>
}

export async function listenAsService(
  shell: Pick<Shell, 'serve' | 'clock'>,
  application: Connection,
  { servicePort, serviceUrl }: ServiceOptions,
): Promise<ListeningService> {
  const port = servicePort ?? (serviceUrl === undefined ? 0 : portOf(serviceUrl))
  const host = !serviceUrl || isLoopback(serviceUrl) ? '127.0.0.1' : '0.0.0.0'
  let service: TestService | undefined
  const served = await shell.serve(
    async (request): Promise<Outcome> => {
      const response = await service?.respond(request)
      return response ? { kind: 'response', response } : { kind: 'reset' }
    },
    { port, host },
  )
  // `/app` is what the in-memory CAS lets in.
  const url = serviceUrl ?? `http://127.0.0.1:${served.port}/app`
  service = createTestService(url, shell.clock, (ticket) => validate(application, url, ticket))
  return { service, close: served.close }
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url)
  if (protocol === 'http:') return Number(port || 80)
  throw new Problem(
    'usage',
    `The test service speaks http alone: with ${url} give --service-port, to which a proxy of yours passes it on.`,
  )
}

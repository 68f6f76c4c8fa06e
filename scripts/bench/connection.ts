// One signed-in browser on one kept-alive connection, as fast as Node can ask.
import { Agent, type IncomingHttpHeaders, request } from 'node:http'

export interface Response {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export class Connection {
  readonly #url: string
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  #cookie = ''

  /** @param url the prefix of the CAS server */
  constructor(url: string) {
    this.#url = url
  }

  /** Begins a new session. */
  async signIn(username: string, password: string): Promise<void> {
    this.#cookie = ''
    const { text } = await this.ask('/login')
    const execution = /name="execution" value="([^"]*)"/.exec(text)?.[1] ?? ''
    const form = new URLSearchParams({ username, password, execution, _eventId: 'submit' })
    const { headers } = await this.ask('/login', {}, form.toString())
    const cookie = headers['set-cookie']?.find((line) => line.startsWith('TGC='))
    if (cookie === undefined) throw new Error('The sign-in brought no ticket-granting cookie.')
    this.#cookie = cookie.split(';', 1)[0] ?? ''
  }

  ask(path: string, headers: Readonly<Record<string, string>> = {}, body = ''): Promise<Response> {
    return new Promise((resolve, reject) => {
      const sending = request(
        this.#url + path,
        {
          agent: this.#agent,
          method: body === '' ? 'GET' : 'POST',
          headers: {
            'user-agent': 'sso-pulse bench',
            ...(this.#cookie !== '' && { cookie: this.#cookie }),
            ...(body !== '' && {
              'content-type': 'application/x-www-form-urlencoded',
              'content-length': Buffer.byteLength(body),
            }),
            ...headers,
          },
        },
        (incoming) => {
          const chunks: Buffer[] = []
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
          incoming.on('error', reject)
          incoming.on('end', () => {
            const text = Buffer.concat(chunks).toString()
            resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text })
          })
        },
      )
      sending.on('error', reject)
      sending.end(body)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}

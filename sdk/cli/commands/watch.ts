// `sso-pulse watch <cas>`: a line for each change of the stored session, until it ends or Ctrl-C.
import { type Command, Option } from 'commander'
import type { SessionState } from '../../session.js'
import type { StatusSource } from '../../source.js'
import { type Session, watchSession } from '../../watch-session.js'
import type { Act } from '../act.js'
import { casAddress, type LookOptions, withLook } from '../arguments.js'
import { connect } from '../connection.js'
import { exitCodes } from '../exit-codes.js'
import { type Paint, paintFor, tell } from '../output.js'
import { openRecording, type Recording } from '../recording.js'
import { troubleInWords } from '../row-words.js'
import { openJar } from '../session-jar.js'
import type { Shell } from '../shell.js'
import { choiceOf, see } from '../sight.js'
import { stateDocument } from '../state-document.js'
import { inWords, iso, isoSeconds, stateInWords } from '../words.js'

interface WatchOptions extends LookOptions {
  readonly until?: 'ended'
  readonly record?: string
}

export function addWatch(program: Command, act: Act): void {
  withLook(program.command('watch'))
    .description('print a line for each change of the stored session')
    .argument('<cas>', 'the prefix of the CAS', casAddress)
    .addOption(new Option('--until <what>', 'then end').choices(['ended']))
    .option(
      '--record <file>',
      'write each look into a timeline file, which replay and the extension read',
    )
    .action(act(watch))
}

async function watch(shell: Shell, server: string, options: WatchOptions): Promise<number> {
  const jar = await openJar(server, options.jar, shell)
  const recording = options.record ? await openRecording(options.record, server, shell) : undefined
  const connection = connect(server, jar, shell, { timeoutMs: options.timeout * 1000 })
  const { source } = await see(connection, shell, choiceOf(options, jar, server))
  const { fetch, timeoutMs } = connection
  const session = watchSession(server, { source, fetch, timeoutMs, clock: shell.clock })
  try {
    return await changes(session, shell, options, (stop) => {
      if (recording) record(session, source, recording, stop)
    })
  } finally {
    session[Symbol.dispose]()
    await recording?.written()
  }
}

/** Each look, and each warning that was told. */
function record(
  session: Session,
  { name }: StatusSource,
  recording: Recording,
  stop: (error: unknown) => void,
): void {
  const { server, clock } = session
  session.on('observation', (observation) => {
    recording.look(name, observation)
    recording.written().catch(stop)
  })
  session.on('expiring', ({ limit, remainingMs }) => {
    const at = clock.now()
    recording.add({ kind: 'notification', at, server, limit, remainingMs, told: 'shown' })
  })
}

/**
 * Resolves when what was waited for has come; rejects at Ctrl-C.
 * @param listenFirst subscribes before we do
 */
function changes(
  session: Session,
  shell: Shell,
  options: WatchOptions,
  listenFirst: (stop: (error: unknown) => void) => void,
): Promise<number> {
  const { interruption, clock } = shell
  const paint = paintFor(shell.out, shell)
  return new Promise((resolve, reject) => {
    const stop = () => reject(interruption.reason)
    if (interruption.aborted) return stop()
    interruption.addEventListener('abort', stop, { once: true })
    listenFirst(reject)
    session.on('expiring', ({ limit, remainingMs }) => {
      const at = clock.now()
      const line = `${isoSeconds(at)}  ${paint('warn', `expiring: ${limit} limit in ${inWords(remainingMs)}`)}`
      tell(shell, options, { at: iso(at), event: 'expiring', limit, remainingMs }, [line])
    })
    session.subscribe((state) => {
      if (state.status === 'unknown' && !state.trouble) return
      const at = clock.now()
      tell(shell, options, changeDocument(state, at), [changeLine(state, at, paint)])
      if (options.until === 'ended' && state.status === 'signed-out') {
        resolve(state.reason === 'never' ? exitCodes.no : exitCodes.ok)
      }
    })
  })
}

function changeDocument(state: SessionState, at: number): object {
  const [end] = state.deadlines ?? []
  return {
    at: iso(at),
    event: 'state',
    ...stateDocument(state),
    ...(end && { remainingMs: Math.max(0, Math.round(end.at - at)) }),
    ...(state.trouble && { trouble: state.trouble.kind }),
  }
}

function changeLine(state: SessionState, at: number, paint: Paint): string {
  const colour = state.trouble ? 'warn' : state.status === 'signed-in' ? 'good' : 'bold'
  const words = stateInWords(state, at) + troubleInWords(state.trouble?.kind)
  return `${isoSeconds(at)}  ${paint(colour, words)}`
}

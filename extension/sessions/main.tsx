// Everybody's sessions: who is signed in, until when, and an end to it.
import { render } from 'preact'
import { clock } from '../shared/clock.js'
import { say } from '../shared/i18n.js'
import { prepareDocument } from '../ui/document.js'
import { Sessions } from './Sessions.js'

const server = new URL(location.href).searchParams.get('server') ?? ''

render(<Sessions server={server} clock={clock} say={say} />, prepareDocument(say, 'sessions'))

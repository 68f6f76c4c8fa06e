// A page for one container: what it asks goes with that container's cookies.
import { render } from 'preact'
import { clock } from '../shared/clock.js'
import { say } from '../shared/i18n.js'
import { prepareDocument } from '../ui/document.js'
import { Place } from './Place.js'

const server = new URL(location.href).searchParams.get('server') ?? ''

render(<Place server={server} clock={clock} say={say} />, prepareDocument(say, 'place_title'))

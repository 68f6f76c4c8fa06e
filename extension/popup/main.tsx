// The popup behind the toolbar's button.
import { render } from 'preact'
import { clock } from '../shared/clock.js'
import { say } from '../shared/i18n.js'
import { prepareDocument } from '../ui/document.js'
import { Popup } from './Popup.js'

/** A notification that was clicked opens it for one server. */
const server = new URL(location.href).searchParams.get('server') ?? undefined

render(<Popup clock={clock} say={say} server={server} />, prepareDocument(say, 'extension_name'))

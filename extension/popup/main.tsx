// The popup behind the toolbar's button.
import { render } from 'preact'
import { clock } from '../shared/clock.js'
import { say } from '../shared/i18n.js'
import { prepareDocument } from '../ui/document.js'
import { Popup } from './Popup.js'

render(<Popup clock={clock} say={say} />, prepareDocument(say, 'extension_name'))

// The settings page, opened in a tab: the browser's permission question would hide under a popup.
import { render } from 'preact'
import { say } from '../shared/i18n.js'
import { prepareDocument } from '../ui/document.js'
import { Options } from './Options.js'

render(<Options say={say} />, prepareDocument(say, 'options_title'))

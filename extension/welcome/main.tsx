// The page that opens once, after the installation.
import { render } from 'preact'
import { say } from '../shared/i18n.js'
import { prepareDocument } from '../ui/document.js'
import { Welcome } from './Welcome.js'

render(<Welcome say={say} />, prepareDocument(say, 'welcome_title'))

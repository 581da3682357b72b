import { createSupportPage } from '../../../src/support-page.js'
import { host } from '../../host.js'
import { library } from '../../library.js'

Page(createSupportPage(library, host))

import { createFailuresPage } from '../../../src/failures-page.js'
import { host } from '../../host.js'
import { library } from '../../library.js'

Page(createFailuresPage(library, host))

import { createDownloadPage } from '../../../src/download-page.js'
import { host } from '../../host.js'
import { library } from '../../library.js'

Page(createDownloadPage(library, host))

import { createDownloadsPage } from '../../../src/downloads-page.js'
import { host } from '../../host.js'
import { library } from '../../library.js'

Page(createDownloadsPage(library, host, getApp))

import * as library from '@miniferry/download-alipay'
import { createDownloadPage } from '../../../src/download-page.js'
import { host } from '../../host.js'

Page(createDownloadPage(library, host))

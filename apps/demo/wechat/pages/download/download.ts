import * as library from '@miniferry/download-wechat'
import { createDownloadPage } from '../../../src/download-page.js'
import { host } from '../../host.js'

Page(createDownloadPage(library, host))

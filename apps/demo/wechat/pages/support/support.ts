import * as library from '@miniferry/download-wechat'
import { createSupportPage } from '../../../src/support-page.js'
import { host } from '../../host.js'

Page(createSupportPage(library, host))

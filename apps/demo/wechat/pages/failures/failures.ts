import * as library from '@miniferry/download-wechat'
import { createFailuresPage } from '../../../src/failures-page.js'
import { host } from '../../host.js'

Page(createFailuresPage(library, host))

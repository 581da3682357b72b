import * as library from '@miniferry/download-alipay'
import { createFailuresPage } from '../../../src/failures-page.js'
import { host } from '../../host.js'

Page(createFailuresPage(library, host))

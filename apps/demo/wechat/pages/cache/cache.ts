import { createCachePage } from '../../../src/cache-page.js'
import { host } from '../../host.js'
import { library } from '../../library.js'

Page(createCachePage(library, host, getApp))

import { createReportPage } from '../../../src/report-page.js'
import { host } from '../../host.js'
import { probeHost } from '../../probe-host.js'

Page(createReportPage(host, probeHost))

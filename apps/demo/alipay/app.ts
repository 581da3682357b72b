import { createDemoApp } from '../src/demo-app.js'
import { host } from './host.js'
import { library } from './library.js'

App(createDemoApp(library, host))

// The host's own functions that take an app and a page; the pages are typed by the demo itself.
declare function App(app: object): void
declare function Page(page: object): void
declare function getApp(): import('../src/demo-app.js').DemoApp

const { downloadFile } = require('@miniferry/download-alipay/download-file')

Page({
  data: {
    status: 'ready',
  },
  onLoad({ url }) {
    this.url = url === undefined ? 'https://example.com/report.pdf' : decodeURIComponent(url)
  },
  async download() {
    this.task = downloadFile({ url: this.url })
    this.task.onProgressUpdate(({ progress = 0 }) => {
      this.setData({ status: `${progress} %` })
    })
    try {
      const { statusCode, tempFilePath } = await this.task
      this.setData({ status: `${statusCode} ${tempFilePath}` })
    } catch (error) {
      this.setData({ status: error.code })
    }
  },
  abort() {
    this.task.abort()
  },
})

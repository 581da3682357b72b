const { createDownloader, isDownloadError } = require('@miniferry/download-alipay/downloader')

const downloader = createDownloader()

Page({
  data: {
    url: 'https://gw.alipayobjects.com/zos/rmsportal/JiqGstEfoWAOHiTxclqi.png', // 换成你自己的文件
    percent: 0,
    status: '',
    path: '',
  },
  async download() {
    const task = downloader.download(this.data.url)
    this.task = task
    this.setData({ percent: 0, status: '下载中', path: '' })
    // 服务器没有给出大小时，progress 是 undefined
    task.onProgressUpdate(({ progress = 0 }) => this.setData({ percent: progress }))
    try {
      const { path } = await task
      this.setData({ percent: 100, status: '完成', path })
    } catch (error) {
      if (!isDownloadError(error)) throw error
      this.setData({ status: error.code })
      console.error(error.errMsg, error.errno, error.native)
    }
  },
  abort() {
    if (this.task) this.task.abort()
  },
  onUnload() {
    this.abort()
  },
})

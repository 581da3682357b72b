import { downloadFile } from '@miniferry/download'
import { Button, Text, View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { useRef, useState } from 'react'

export default function DownloadPage() {
  const address = useRef('https://example.com/report.pdf')
  const task = useRef()
  const [status, setStatus] = useState('ready')

  useLoad(({ url }) => {
    if (url !== undefined) address.current = decodeURIComponent(url)
  })

  const download = async () => {
    task.current = downloadFile({ url: address.current })
    task.current.onProgressUpdate(({ progress = 0 }) => setStatus(`${progress} %`))
    try {
      const { statusCode, tempFilePath } = await task.current
      setStatus(`${statusCode} ${tempFilePath}`)
    } catch (error) {
      setStatus(error.code)
    }
  }

  return (
    <View>
      <Text className="status">{status}</Text>
      <Button className="download" onClick={download}>
        Download
      </Button>
      <Button className="abort" onClick={() => task.current.abort()}>
        Abort
      </Button>
    </View>
  )
}

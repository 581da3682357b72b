export * from '@miniferry/download-wechat'

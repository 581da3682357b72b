export * from '@miniferry/download-alipay'

const platform = process.env.TARO_ENV === 'alipay' ? 'alipay' : 'wechat'

module.exports = {
  projectName: 'miniferry-consumer',
  designWidth: 750,
  deviceRatio: { 750: 1 },
  sourceRoot: 'src',
  outputRoot: `dist/${platform}`,
  framework: 'react',
  compiler: 'webpack5',
  alias: {
    '@miniferry/download': `@miniferry/download-${platform}`,
  },
  mini: {},
}

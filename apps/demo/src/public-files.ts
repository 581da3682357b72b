// The public files of the demo, all of them: another one is another line here. They are on hosts of the vendors, at addresses of the vendors' own
// examples, whose storage (COS, OSS) documents `Range` and entity tags. The addresses were read in those examples and not fetched: no size is known
// before a server has told it.

/** Of WeChat's own demo, github.com/wechat-miniprogram/miniprogram-demo at 0b1de6f: below `miniprogram/packageXRFrame`, if nothing else is said. */
const wechat = 'https://mmbizwxaminiprogram-1258344707.cos.ap-guangzhou.myqcloud.com/xr-frame/demo'

/** Files to download, by the names that the messages have for them. */
export const publicFiles = {
  // Alipay's documentation of `my.downloadFile`, github.com/AlipayDocs/open-docs at a74facf.
  photo: 'https://img.alicdn.com/tfs/TB1x669SXXXXXbdaFXXXXXXXXXX-520-280.jpg',
  // Alipay's API demo (小程序官方示例), page `file`: `my.downloadFile`, then `my.openDocument`.
  document: 'https://gw.alipayobjects.com/os/basement_prod/1ce3efc7-a8e0-4111-83e5-4cc8de73170e.pdf',
  // components/xr-basic-video
  clip: `${wechat}/videos/cat.mp4`,
  // pages/template/xr-template-featherVideo
  film: `${wechat}/videos/paris.mp4`,
  // components/xr-basic-video
  panorama: `${wechat}/videos/office-skybox.mp4`,
  // components/xr-beside-edge
  music: `${wechat}/beside-edge/bgm1.mp3`,
  // packageAPI/pages/ar/plane-ar
  robot: 'https://dldir1.qq.com/weixin/miniprogram/RobotExpressive_aa2603d917384b68bb4a086f32dabe83.glb',
  // components/xr-ar-osdmarker
  helmet: `${wechat}/damage-helmet/index.glb`,
  // components/xr-ar-basic
  figure: `${wechat}/just_a_girl/index.glb`,
  // Alipay's page on Lottie, in open-docs.
  animation: 'https://gw.alipayobjects.com/os/basement_prod/1af0a9dc-110a-4a59-9084-a03d45686c8c.zip',
} as const

export type PublicFileId = keyof typeof publicFiles

/** Pictures for the cache and the poster. */
export const publicPictures = {
  // components/xr-basic-touch
  earth: `${wechat}/2k_earth_daymap.jpeg`,
  moon: `${wechat}/2k_moon.jpeg`,
  cosmos: `${wechat}/dark-cosmos.jpg`,
  // components/xr-classic-perspect
  portal: `${wechat}/portalImage.jpg`,
  // components/xr-classic-wxball
  ball: `${wechat}/wxball.jpg`,
  // components/template/xr-template-dissolve
  girl: `${wechat}/waifu.png`,
  // components/xr-basic-video
  cat: `${wechat}/videos/cat.jpg`,
  office: `${wechat}/videos/office-skybox.jpg`,
  // components/xr-classic-osd
  tower: `${wechat}/gz-tower/day.jpg`,
  // `my.downloadFile`, `Canvas.createImage`, and the `image` component in open-docs.
  coast: publicFiles.photo,
  canvas: 'https://img.alicdn.com/tfs/TB1GvVMj2BNTKJjy0FdXXcPpVXa-520-280.jpg',
  image: 'https://gw.alipayobjects.com/zos/skylark-tools/public/files/66539db61b570eb2b7cf2df4241ea56c.png',
} as const

/** All hosts of the above. */
export const publicHosts: readonly string[] = [
  ...new Set(
    [...Object.values(publicFiles), ...Object.values(publicPictures)].map((url) =>
      url.split('/').slice(0, 3).join('/'),
    ),
  ),
]

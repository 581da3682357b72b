// biome-ignore-all assist/source/organizeImports: the comments around a line are its condition

// #ifdef MP-WEIXIN
export * from '@miniferry/download-wechat'
// #endif

// #ifdef MP-ALIPAY
export * from '@miniferry/download-alipay'
// #endif

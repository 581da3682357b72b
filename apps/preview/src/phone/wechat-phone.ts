import { createWechatHost } from '@miniferry/download-simulator'
import { hostOptions, installHost, settings } from './phone-of-this-frame.js'

const host = createWechatHost({ device: settings.device, ...hostOptions })
const { getAppBaseInfo } = host
const language = settings.language === 'en' ? 'en' : 'zh_CN'
installHost('wx', Object.assign(host, { getAppBaseInfo: () => ({ ...getAppBaseInfo(), language }) }))

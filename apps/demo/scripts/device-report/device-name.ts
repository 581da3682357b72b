import type { DeviceFacts } from '../../src/device-report/device-report.js'

/** `WeChat 8.0.60 · iPhone 15 · iOS 18.1`. */
export function deviceName({
  platform,
  clientVersion,
  brand,
  model,
  system,
  environment,
}: DeviceFacts): string {
  const host = `${platform === 'wechat' ? 'WeChat' : 'Alipay'} ${clientVersion}`
  const phone = model.toLowerCase().includes(brand.toLowerCase()) ? model : `${brand} ${model}`
  return [host, phone.trim(), system || environment].filter((part) => part !== '').join(' · ')
}

// What Taro's own build puts in the place of these globals.
export { document, navigator, window } from '@tarojs/runtime'

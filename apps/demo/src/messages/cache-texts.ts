import type { PictureState } from '../pictures/picture-view.js'
import type { Text } from './messages.js'

export const cacheTexts = {
  title: ['图片缓存', 'Picture cache'],
  hits: ['命中', 'hits'],
  misses: ['未命中', 'misses'],
  saved: ['省下流量', 'saved'],
  budget: ['预算', 'Budget'],
  loadAll: ['加载全部', 'Load all'],
  loadAgain: ['再加载一次', 'Load again'],
  loading: ['加载中…', 'Loading…'],
  clear: ['清空缓存', 'Clear'],
  hint: [
    '点图片只加载这一张。放不下时，最久没用的先淘汰，钉住的（深色）不动。绿点直接可用，橙点先问服务器。断网、重启后再加载一次看看。',
    'Tap a picture to load it alone. Where room is short, the least recently used are evicted first; pinned ones (dark) stay. Green dot: served as it is; orange: the server is asked first. Go offline, restart, and load again.',
  ],
  /** Where the client reports too little. */
  nothingKept: [
    '这个客户端不报告状态码和响应头，缓存无从判断，所以什么都不保留。',
    'This client reports neither status nor headers: the cache has nothing to judge by, and keeps nothing.',
  ],
  /** On a picture. */
  states: {
    empty: ['未加载', 'not loaded'],
    queued: ['排队中', 'queued'],
    loading: ['加载中', 'loading'],
    waiting: ['等网络', 'no network'],
    failed: ['失败', 'failed'],
    downloaded: ['新下载', 'downloaded'],
    passed: ['不保留', 'not kept'],
    cached: ['命中缓存', 'from cache'],
    confirmed: ['304 未变', '304'],
    stale: ['过期可用', 'stale'],
    kept: ['在缓存里', 'in cache'],
    evicted: ['已淘汰', 'evicted'],
  } satisfies Record<PictureState, Text>,
  justNow: ['刚刚', 'just now'],
  secondsAgo: ['# 秒前', '# s ago'],
  minutesAgo: ['# 分钟前', '# min ago'],
  hoursAgo: ['# 小时前', '# h ago'],
  daysAgo: ['# 天前', '# d ago'],
  load: ['加载', 'Load'],
  pin: ['钉住', 'Pin'],
  unpin: ['取消钉住', 'Unpin'],
  remove: ['移出缓存', 'Remove from the cache'],
} as const

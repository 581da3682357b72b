import type { DownloadRequest } from '@miniferry/download-core'
import type { Random } from '../run/random.js'
import type { ResourcePlan } from '../server/resource.js'
import { drawResume } from './draw-configs.js'
import type { Theme } from './theme.js'
import type { PlannedConfig, Wish } from './world-plan.js'

/** What the app wants: some files at a path of its own, some temporary, some of one address. */
export function drawWishes(
  random: Random,
  { paths, wishes: most, cacheModes }: Theme,
  resources: readonly ResourcePlan[],
  configs: readonly PlannedConfig[],
): Wish[] {
  const wishes = Array.from({ length: random.integer(2, most) }, (_, index): Wish => {
    const resource = random.pick(resources)
    const folder = random.pick(['', '', 'books/', 'a/b/c/'])
    const hasPath = random.chance(paths)
    const authorization = random.pick(['', 'a', 'bb'])
    return {
      index,
      address: index,
      resource: resource.index,
      filePath: hasPath ? `${folder}${index}.bin` : undefined,
      checksum: random.chance(0.35) ? random.pick(['md5', 'sha1', 'sum']) : undefined,
      isRedirected: random.chance(0.15),
      downloader: random.integer(0, configs.length - 1),
      request: {
        ...(resource.isPersonal && authorization !== '' && { header: { Authorization: authorization } }),
        ...drawPolicy(random, hasPath ? 0 : cacheModes),
      },
    }
  })
  const twins = drawTwins(random, resources, wishes)
  return [...wishes, ...twins, ...drawRivals(random, resources, wishes, wishes.length + twins.length)]
}

/** The app changes its mind: another file is to be where one was wanted. */
function drawRivals(
  random: Random,
  resources: readonly ResourcePlan[],
  wishes: readonly Wish[],
  index: number,
): Wish[] {
  const [wish] = wishes.filter(({ filePath }) => filePath !== undefined)
  const resource = random.pick(resources)
  if (wish === undefined || resource.index === wish.resource || random.chance(0.7)) return []
  const { header, ...request } = wish.request
  return [{ ...wish, index, address: index, resource: resource.index, request }]
}

/** Other users of the app ask for the same address, and must not get each other's file. */
function drawTwins(random: Random, resources: readonly ResourcePlan[], wishes: readonly Wish[]): Wish[] {
  const personal = wishes.filter(
    ({ resource, filePath }) => filePath === undefined && resources[resource]?.isPersonal,
  )
  return random.some(personal, 0.7).map((wish, place) => {
    const { header, ...request } = wish.request
    const Authorization = header?.Authorization === 'a' ? 'bb' : 'a'
    return { ...wish, index: wishes.length + place, request: { ...request, header: { Authorization } } }
  })
}

function drawPolicy(random: Random, cacheModes: number): Partial<DownloadRequest> {
  return {
    ...(random.chance(0.3) && { priority: random.integer(-2, 2) }),
    ...(random.chance(0.1) && { network: random.pick(['wifi', 'any']) }),
    ...(random.chance(0.5) && { resume: drawResume(random) }),
    ...(random.chance(cacheModes) && {
      cacheMode: random.pick(['no-cache', 'reload', 'force-cache', 'no-store']),
    }),
  }
}

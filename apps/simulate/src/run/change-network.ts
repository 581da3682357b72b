import type { WorldEvent } from '../plan/world-event.js'
import type { World } from './world.js'
import type { WorldState } from './world-state.js'

type NetworkType = Extract<WorldEvent, { kind: 'network' }>['type']

/** What wants Wi-Fi is stopped without it. Who begins offline on a host that does not say so cannot know. */
export function changeNetwork(world: WorldState, { app }: World, type: NetworkType): void {
  const { plan, wishes, ongoing } = world
  world.excuse(['network'])
  const isSilent = plan.phone.knobs.offlineCall === 'silence'
  if (type === 'none' && plan.mischief.networkAnswer !== 'prompt')
    ongoing.set('network', isSilent ? ['network', 'timeout'] : ['network'])
  else ongoing.delete('network')
  for (const { wish, cycle } of wishes) {
    const { network } = { ...plan.configs[wish.downloader], ...wish.request }
    if (network === 'wifi') cycle.pauses += 1
  }
  app.host.simulate.network(type)
}

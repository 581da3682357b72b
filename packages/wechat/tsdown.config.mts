import { appPackage } from '../../tsdown.shared.mts'

export default appPackage()

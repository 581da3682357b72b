import { corePackage } from '../../tsdown.shared.mts'

export default corePackage()

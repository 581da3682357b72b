import { miniProgramPackage } from '../../tsdown.shared.mts'

export default miniProgramPackage()

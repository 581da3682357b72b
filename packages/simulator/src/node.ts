export { createFolderDisk } from './folder-disk.js'

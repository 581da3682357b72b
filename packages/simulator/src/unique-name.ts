/** 32 hexadecimal digits that look like those of a phone, and are the same in every run. */
export function uniqueName(count: number): string {
  let name = ''
  for (let part = 0; part < 4; part++) {
    let mixed = Math.imul(count + part * 7919, 0x9e3779b1)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)
    name += ((mixed ^ (mixed >>> 13)) >>> 0).toString(16).padStart(8, '0')
  }
  return name
}

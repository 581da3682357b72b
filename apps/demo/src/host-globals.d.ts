// What both hosts give a page besides ECMAScript's own; the DOM and Node are not there.
declare function setTimeout(callback: () => void, milliseconds: number): number
declare function clearTimeout(timer: number): void
declare function setInterval(callback: () => void, milliseconds: number): number
declare function clearInterval(timer: number): void

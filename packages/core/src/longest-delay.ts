/** Milliseconds: a longer delay does not fit the hosts' timers and would fire at once. */
export const longestDelay = 0x7fffffff

/** Starts a server at its usual port, or at a free one where another program has that. */
export async function atUsualPort<Server>(
  start: (port: number) => Promise<Server>,
  usualPort: number,
): Promise<Server> {
  try {
    return await start(usualPort)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return await start(0)
  }
}

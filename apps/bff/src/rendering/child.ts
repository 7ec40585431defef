import { fork, type ChildProcess } from 'node:child_process'

/**
 * Starts a process that speaks with this one. It knows nothing of this one's environment (there are passwords in it) and none of its
 * options (inspectors, watchers).
 */
export const startChild = (script: URL): ChildProcess =>
  fork(script, { env: {}, execArgv: [], serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })

/** Ends a process at once, whatever it is doing, and waits until it is gone. */
export const endChild = async (child: ChildProcess): Promise<void> => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGKILL')
  await exit
}

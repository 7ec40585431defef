import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const lineOf = (pid: number | 'self', name: string) =>
  Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

/** The processes that this one has started. */
const children = () =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && readStat(name).split(') ')[1]?.split(' ')[1] === String(process.pid))
    .map(Number)
const readStat = (pid: string) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1')
  } catch {
    return ''
  }
}

/** Whether the memory of processes can be looked at here. */
export const canLookAtMemory = process.platform === 'linux'

/** How many MiB this process and those it has started grow at most while something goes on, whichever grows most. */
export const growthDuring = async (work: () => Promise<void>): Promise<number> => {
  const pids = [process.pid, ...children()]
  const before = pids.map(pid => {
    writeFileSync(`/proc/${pid}/clear_refs`, '5') // the highest so far is forgotten
    return lineOf(pid, 'VmRSS')
  })
  await work()
  return Math.max(...pids.map((pid, index) => lineOf(pid, 'VmHWM') - (before[index] ?? 0)))
}

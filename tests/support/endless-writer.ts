import { setImmediate } from 'node:timers/promises'
import { openStorage } from '@/lib/storage/database'

const [database = '', prefix = ''] = process.argv.slice(2)

/** Writes rows without end. Prints the name of each row after the store has acknowledged it. */
async function writeForever() {
  const storage = openStorage({ ...JSON.parse(database), onIdleError: () => {} })
  await storage.ready()
  for (let count = 0; ; count++) {
    const name = `${prefix}-${count}`
    await storage.db.insertInto('facts').values({ name, value: 'written' }).execute()
    process.stdout.write(`${name}\n`)
    // Lets the process notice that nobody reads any more, so that it ends with the test.
    await setImmediate()
  }
}

void writeForever()

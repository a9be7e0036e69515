import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface LockedPackage {
  version?: string
  optionalDependencies?: Record<string, string>
}

const lock: { packages: Record<string, LockedPackage> } = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
)

const parts = (version: string) => version.split('.').map((part) => Number.parseInt(part, 10))

function isAtLeast(version: string, minimum: string): boolean {
  const [actual, required] = [parts(version), parts(minimum)]
  const index = required.findIndex((part, at) => part !== actual[at])
  return index === -1 || (actual[index] ?? 0) > (required[index] ?? 0)
}

/** Each package with the first version that repairs the named advisory. */
test.each([
  ['next', '16.3.3', 'GHSA-2xp9-vwfh-vxw4'],
  ['react', '19.2.8', 'GHSA-wx67-qw84-cm4g'],
  ['react-dom', '19.2.8', 'GHSA-wx67-qw84-cm4g'],
  ['next-auth', '4.24.15', 'GHSA-7rqj-j65f-68wh'],
])('%s is %s or newer (%s)', (name, minimum) => {
  const copies = Object.entries(lock.packages).filter(([path]) =>
    path.endsWith(`node_modules/${name}`),
  )
  expect(copies.length).toBeGreaterThan(0)
  for (const [, { version = '0' }] of copies)
    expect(isAtLeast(version, minimum), `${name} ${version}`).toBe(true)
})

test('the lock file has the binaries for every operating system', () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).filter(
      (name) =>
        !(
          `node_modules/${name}` in lock.packages || `${path}/node_modules/${name}` in lock.packages
        ),
    ),
  )
  expect(missing).toEqual([])
})

test('package.json names an exact version of every dependency', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
  const versions = Object.entries<string>({ ...dependencies, ...devDependencies })
  expect(versions.filter(([, version]) => !/^\d/.test(version))).toEqual([])
})

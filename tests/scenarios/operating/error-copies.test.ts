import { describe, expect, test, vi } from 'vitest'

const modules = {
  OidcError: async () =>
    new (await import('@/lib/dashboard/oidc/oidc-error')).OidcError('refused', 'nonce'),
  MiteosError: async () =>
    new (await import('@/lib/dashboard/miteos/miteos-error')).MiteosError('unreachable'),
}

describe('an error that another bundle of the build has created', () => {
  test.each(Object.entries(modules))('is recognized as %s', async (_name, create) => {
    const own = await create()
    vi.resetModules()
    const other = await create()
    expect(other.constructor).not.toBe(own.constructor)
    expect(other).toBeInstanceOf(own.constructor)
  })

  test('is not taken for an error of another kind', async () => {
    const [oidcError, miteosError] = [await modules.OidcError(), await modules.MiteosError()]
    expect(oidcError).not.toBeInstanceOf(miteosError.constructor)
    expect(new Error('OidcError')).not.toBeInstanceOf(oidcError.constructor)
    expect({ name: 'OidcError' }).not.toBeInstanceOf(oidcError.constructor)
  })
})

import { expect, test } from 'vitest'
import { startConnectProxy } from '@/tests/support/connect-proxy'
import { listenOnLoopback } from '@/tests/support/loopback'
import { startSelfSignedServer } from '@/tests/support/self-signed-server'
import { parseEnv } from '../env/env'
import { createNetwork } from './proxied-network'

async function startVendor() {
  const asked: string[] = []
  const origin = await listenOnLoopback(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const { method, url, headers } = request
    asked.push(`${method} ${headers.host}${url} ${headers.authorization} ${Buffer.concat(chunks)}`)
    if (url === '/gone') return response.writeHead(302, { location: 'http://evil.example' }).end()
    if (url === '/empty') return response.writeHead(204).end()
    return response.setHeader('x-vendor', 'yes').end('answered')
  })
  return { origin, port: Number(new URL(origin).port), asked }
}

const networkWith = (variables: Record<string, string>) =>
  createNetwork(parseEnv(variables).proxies)

function post(url: string) {
  return new Request(url, {
    method: 'POST',
    headers: { authorization: 'Bearer secret-1' },
    body: 'form=1',
  })
}

test.each(['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'])(
  'a request to a vendor goes through the proxy in %s, with the host name of the vendor',
  async (variable) => {
    const vendor = await startVendor()
    const proxy = await startConnectProxy(vendor.port)
    const isSecure = /^https/i.test(variable)
    const network = networkWith({ [variable]: `http://${proxy.address}` })
    const url = isSecure ? 'https://vendor.example/token' : 'http://vendor.example/token'
    if (isSecure) {
      await expect(network(post(url))).rejects.toThrow()
      expect(proxy.asked).toEqual(['vendor.example:443'])
      return
    }
    const answer = await network(post(url))
    expect([answer.status, answer.headers.get('x-vendor'), await answer.text()]).toEqual([
      200,
      'yes',
      'answered',
    ])
    expect(proxy.asked).toEqual(['vendor.example:80'])
    expect(vendor.asked).toEqual(['POST vendor.example/token Bearer secret-1 form=1'])
  },
)

test('the proxy gets the user and password of its URL, and the URL may be only a host and a port', async () => {
  const vendor = await startVendor()
  const proxy = await startConnectProxy(vendor.port)
  const authorization = `Basic ${Buffer.from('me:p@ss').toString('base64')}`
  await networkWith({ HTTP_PROXY: `http://me:p%40ss@${proxy.address}` })(
    new Request('http://vendor.example/'),
  )
  await networkWith({ HTTP_PROXY: proxy.address })(new Request('http://vendor.example/'))
  expect(proxy.asked).toEqual([`vendor.example:80 ${authorization}`, 'vendor.example:80'])
})

test('redirects and empty answers are returned unchanged', async () => {
  const vendor = await startVendor()
  const proxy = await startConnectProxy(vendor.port)
  const network = networkWith({ HTTP_PROXY: `http://${proxy.address}` })
  const redirect = await network(new Request('http://vendor.example/gone'))
  expect([redirect.status, redirect.headers.get('location')]).toEqual([302, 'http://evil.example'])
  const empty = await network(new Request('http://vendor.example/empty', { method: 'DELETE' }))
  expect([empty.status, await empty.text()]).toEqual([204, ''])
})

test('a request to this machine never goes through a proxy', async () => {
  const vendor = await startVendor()
  const proxy = await startConnectProxy(vendor.port)
  const network = networkWith({ HTTP_PROXY: `http://${proxy.address}`, NO_PROXY: 'elsewhere' })
  for (const host of ['127.0.0.1', 'localhost', '127.0.0.2']) {
    const answer = await network(new Request(`http://${host}:${vendor.port}/`)).catch(() => null)
    if (host !== '127.0.0.2') expect(answer?.status).toBe(200)
  }
  expect(proxy.asked).toEqual([])
})

test('requests to the hosts in NO_PROXY go there directly', async () => {
  const vendor = await startVendor()
  const proxy = await startConnectProxy(vendor.port)
  const network = networkWith({
    HTTP_PROXY: `http://${proxy.address}`,
    NO_PROXY: 'vendor.invalid, .internal.invalid',
  })
  for (const host of ['vendor.invalid', 'a.internal.invalid']) {
    await expect(network(new Request(`http://${host}/`))).rejects.toThrow()
  }
  expect(proxy.asked).toEqual([])
  await network(new Request('http://other.example/'))
  expect(proxy.asked).toEqual(['other.example:80'])
})

test('a certificate is checked through the tunnel too', async () => {
  const { port, asked } = await startSelfSignedServer('vendor.example')
  const proxy = await startConnectProxy(port)
  const network = networkWith({ HTTPS_PROXY: `http://${proxy.address}` })
  const error = await network(post('https://vendor.example/')).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } })
  expect(proxy.asked).toEqual(['vendor.example:443'])
  expect(asked).toEqual([])
})

test('a request fails when the proxy refuses the tunnel, and is not sent directly', async () => {
  const vendor = await startVendor()
  const proxy = await startConnectProxy(vendor.port, 407)
  const network = networkWith({ HTTP_PROXY: `http://${proxy.address}` })
  await expect(network(post('http://vendor.example/'))).rejects.toThrow()
  expect(vendor.asked).toEqual([])
})

test('without a proxy a request goes directly to the vendor', async () => {
  const vendor = await startVendor()
  const answer = await networkWith({ NO_PROXY: 'vendor.example' })(post(`${vendor.origin}/token`))
  expect(await answer.text()).toBe('answered')
})

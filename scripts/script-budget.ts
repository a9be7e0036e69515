import { gzipSync } from 'node:zlib'
import { RunningServer } from './running-server'

/**
 * Fails when the compressed scripts of /integrations are larger than 190 KB. The limit is a little above what they have, so that
 * a library that gets into the browser by mistake is noticed.
 */
const limitBytes = 190 * 1024

/** Returns the addresses of the scripts that a current browser loads with the page. Scripts with `nomodule` are not among them. */
function scriptsOf(html: string): string[] {
  const tags = html.match(/<script\b[^>]*>/gi) ?? []
  const loaded = tags.filter((tag) => !/\snomodule\b/i.test(tag))
  const sources = loaded.flatMap((tag) => tag.match(/\ssrc="([^"]+)"/i)?.[1] ?? [])
  return [...new Set(sources.map((source) => source.replaceAll('&amp;', '&')))]
}

/** Returns the size of a script in gzip's best compression, which does not depend on what compresses it in front of the server. */
async function compressedBytes(url: string): Promise<number> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`)
  return gzipSync(Buffer.from(await response.arrayBuffer()), { level: 9 }).byteLength
}

const server = await RunningServer.start()
try {
  const cookie = await server.signIn(await server.createToken())
  const page = await fetch(`${server.origin}/integrations`, {
    headers: { cookie },
    // A session that is refused leads to the sign-in page, which has other scripts.
    redirect: 'error',
  })
  if (!page.ok) throw new Error(`/integrations answered ${page.status}.`)
  const scripts = scriptsOf(await page.text())
  if (scripts.length === 0) throw new Error('/integrations has no scripts.')
  const sizes = await Promise.all(
    scripts.map((path) => compressedBytes(new URL(path, server.origin).href)),
  )
  const totalBytes = sizes.reduce((sum, bytes) => sum + bytes, 0)
  for (const [index, path] of scripts.entries())
    process.stdout.write(`${((sizes[index] ?? 0) / 1024).toFixed(1).padStart(7)} KB  ${path}\n`)
  process.stdout.write(
    `${(totalBytes / 1024).toFixed(1).padStart(7)} KB  of ${limitBytes / 1024} KB\n`,
  )
  if (totalBytes > limitBytes)
    throw new Error(`The scripts of /integrations are larger than ${limitBytes / 1024} KB.`)
} finally {
  await server.remove()
}

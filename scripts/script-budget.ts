import { gzipSync } from 'node:zlib'
import { RunningServer } from './running-server'

const limitBytes = 190 * 1024

/** Returns the paths of the scripts that a current browser loads with the page. Scripts with `nomodule` are not among them. */
function scriptsOf(html: string): string[] {
  const tags = html.match(/<script\b[^>]*>/gi) ?? []
  const loaded = tags.filter((tag) => !/\snomodule\b/i.test(tag))
  return [...new Set(loaded.flatMap((tag) => tag.match(/\ssrc="([^"]+)"/i)?.[1] ?? []))]
}

async function compressedBytes(url: string): Promise<number> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`)
  return gzipSync(Buffer.from(await response.arrayBuffer()), { level: 9 }).byteLength
}

const server = await RunningServer.start()
try {
  const cookie = await server.signIn(await server.createToken())
  const page = await fetch(`${server.origin}/integrations`, { headers: { cookie } })
  if (!page.ok) throw new Error(`/integrations answered ${page.status}.`)
  const scripts = scriptsOf(await page.text())
  const sizes = await Promise.all(
    scripts.map((path) =>
      compressedBytes(new URL(path.replaceAll('&amp;', '&'), server.origin).href),
    ),
  )
  const totalBytes = sizes.reduce((sum, bytes) => sum + bytes, 0)
  for (const [index, path] of scripts.entries())
    process.stdout.write(`${((sizes[index] ?? 0) / 1024).toFixed(1).padStart(7)} KB  ${path}\n`)
  process.stdout.write(
    `${(totalBytes / 1024).toFixed(1).padStart(7)} KB  of ${limitBytes / 1024} KB\n`,
  )
  if (scripts.length === 0 || totalBytes > limitBytes) process.exitCode = 1
} finally {
  await server.remove()
}

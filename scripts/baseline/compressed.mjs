import { createServer } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const list = JSON.parse(process.env.LIST ?? '[]')
const compress = promisify(gzip)

/** Serialises and compresses the list for each request, and does nothing else. */
createServer(async (_, response) => {
  const body = await compress(JSON.stringify(list))
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' })
  response.end(body)
}).listen(Number(process.env.PORT), '127.0.0.1')

import { createServer } from 'node:http'

const list = process.env.LIST ?? '[]'

createServer((_, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(list)
}).listen(Number(process.env.PORT), '127.0.0.1')

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'

/** Returns a connected socket to a server, for requests that no HTTP client would send. */
export async function openSocket(origin: string): Promise<Socket> {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  return socket
}

/** Sends bytes and returns everything that the server sends until it closes the connection. */
export async function sendRaw(origin: string, bytes: string): Promise<string> {
  const socket = await openSocket(origin)
  socket.write(bytes, 'latin1')
  return text(socket)
}

/** Sends one request with exactly this line and these headers on its own connection, and returns the answer. */
export function sendLine(origin: string, line: string, headers: string[] = []): Promise<string> {
  const head = [
    `${line} HTTP/1.1`,
    `Host: ${new URL(origin).host}`,
    'Connection: close',
    ...headers,
  ]
  return sendRaw(origin, `${head.join('\r\n')}\r\n\r\n`)
}

/** Returns the status of each answer in the text, in order. */
export const statusesIn = (answers: string): number[] =>
  [...answers.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))

/**
 * Returns the reason why the server does not start, as one sentence that names the variable to change.
 *
 * @param {NodeJS.ErrnoException} error
 * @param {NodeJS.ProcessEnv} env
 */
export function startError({ code, syscall, message }, { HOST, PORT }) {
  const notHere = `HOST holds "${HOST}", which is not an address of this machine.`
  /** @type {Record<string, string>} */
  const sentences = {
    ERR_SOCKET_BAD_PORT: `PORT holds "${PORT}", which is not a port.`,
    'listen EADDRINUSE': `Port ${PORT} on ${HOST} is already in use; set PORT to another one.`,
    'listen EACCES': `Port ${PORT} is not open to this user; set PORT to one from 1024 on.`,
    'listen EADDRNOTAVAIL': notHere,
    'getaddrinfo ENOTFOUND': notHere,
    'getaddrinfo EAI_AGAIN': notHere,
  }
  return sentences[syscall ? `${syscall} ${code}` : (code ?? '')] ?? message
}

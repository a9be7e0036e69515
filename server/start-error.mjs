/**
 * Returns the reason why the server does not start. For an error about the port or the host, returns a sentence that
 * names the variable to change; for every other error, returns the message of the error.
 *
 * @param {NodeJS.ErrnoException} error
 * @param {NodeJS.ProcessEnv} env
 */
export function startError({ code, syscall, message }, { HOST, PORT }) {
  const hostSentence = `HOST holds "${HOST}", which is not an address of this machine.`
  /** @type {Record<string, string>} */
  const sentences = {
    ERR_SOCKET_BAD_PORT: `PORT holds "${PORT}", which is not a port.`,
    'listen EADDRINUSE': `Port ${PORT} on ${HOST} is already in use; set PORT to another one.`,
    'listen EACCES': `Port ${PORT} is not open to this user; set PORT to one from 1024 on.`,
    'listen EADDRNOTAVAIL': hostSentence,
    'getaddrinfo ENOTFOUND': hostSentence,
    'getaddrinfo EAI_AGAIN': hostSentence,
  }
  const cause = syscall === undefined ? code : `${syscall} ${code}`
  return (cause !== undefined && sentences[cause]) || message
}

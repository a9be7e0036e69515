/** The characters that a URI may consist of (https://www.rfc-editor.org/rfc/rfc3986#section-2). */
const uriCharacters = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+$/
const absoluteUri = /^https?:\/\/[^/?#]+/
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]']
const privateEndings = ['.localhost', '.local', '.internal']

/** Returns whether a text consists of characters that a URI may have. */
export function hasUriCharacters(text: string): boolean {
  return uriCharacters.test(text)
}

/** Returns whether a text is a complete http or https address, of characters that a URI may have. */
export function isCompleteAddress(uri: string): boolean {
  return hasUriCharacters(uri) && absoluteUri.test(uri) && URL.canParse(uri)
}

/** Returns whether an address names a user before its host. */
export function hasUserinfo(uri: string): boolean {
  return /^https?:\/\/[^/?]*@/.test(uri)
}

/** Returns the host of an address exactly as it is written, without its port. */
export function writtenHost(uri: string): string {
  const authority = uri.replace(/^https?:\/\//, '').replace(/[/?].*$/, '')
  return authority.replace(/:\d*$/, '')
}

/** Returns whether a host is this computer itself: `localhost`, `127.0.0.1` or `[::1]`. */
export function isLoopbackHost(host: string): boolean {
  return loopbackHosts.includes(host)
}

/** Returns whether a host is an IP address and not a name. */
export function isIpAddress(host: string): boolean {
  return host.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(host)
}

/** Returns whether a name can be reached only inside one network, or only from one computer. */
export function isPrivateHost(host: string): boolean {
  const name = host.replace(/\.$/, '')
  return !name.includes('.') || privateEndings.some((ending) => name.endsWith(ending))
}

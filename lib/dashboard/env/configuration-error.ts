/** The configuration is wrong. The message is one sentence that names the wrong variable. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}

/** What is wrong with the configuration, as one sentence that names the variable. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}

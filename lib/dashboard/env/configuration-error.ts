/** Its message is one sentence that names the variable that is wrong. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}

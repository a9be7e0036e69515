/** Next would find the one of the folders above. */
export function register() {}

/** Without this file Next would use the one of the folder above. */
export function register() {}

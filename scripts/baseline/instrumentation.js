/** Without this file Next would run the `instrumentation.ts` of a folder above. */
export function register() {}

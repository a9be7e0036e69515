import { z } from 'zod'

/** Matches "owner/name". The login of an owner that a company manages has an underscore. */
const repositoryPattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/
/** Matches what Git does not allow in the name of a branch (https://git-scm.com/docs/git-check-ref-format). */
const wrongInBranch = /[\p{Cc}\p{Cs}\s~^:?*[\\]|\.\.|@\{|\/\/|^[/.-]|[/.]$|\.lock$/u
/** Matches a part of a path that GitHub does not allow. */
const wrongPart = /^(?:|\.|\.\.|\.git)$|[\p{Cc}\p{Cs}]/iu

/** The argument that names a repository. */
export const repositoryArgument = z
  .string()
  .max(164)
  .regex(repositoryPattern, 'it is written "owner/name"')
  .describe('The repository, written "owner/name".')

/** The argument that names an issue or a pull request. */
export const numberArgument = z
  .int()
  .min(1)
  .max(2_147_483_647)
  .describe('The number of the issue or pull request.')

/** An argument that is the name of a branch. */
export function branchArgument(description: string) {
  return z
    .string()
    .min(1)
    .max(244)
    .refine((name) => !wrongInBranch.test(name), 'no branch can have this name')
    .describe(description)
}

/** An argument that is a path in a repository. */
export function pathArgument(description: string) {
  return z
    .string()
    .min(1)
    .max(1024)
    .refine(
      (path) => !path.split('/').some((part) => wrongPart.test(part)),
      'it is written "folder/file.txt", without ".." and without "/" at the beginning or the end',
    )
    .describe(description)
}

/** Returns the path of a repository in the REST API, followed by further parts. Each part is percent-encoded. */
export function repositoryPath(repository: string, ...parts: (string | number)[]): string {
  return `/repos/${[...repository.split('/'), ...parts].map(encodeURIComponent).join('/')}`
}

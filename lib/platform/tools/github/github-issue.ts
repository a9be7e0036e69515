import { z } from 'zod'
import { readableText } from '../untrusted-text'

/** A person or an app, as GitHub answers it. Null for somebody whose account was deleted. */
export const userSchema = z.object({ login: z.string().max(256) }).nullish()

/** An issue or a pull request, as GitHub answers it. */
export const issueSchema = z.object({
  number: z.int(),
  html_url: z.string().max(2048),
  title: z.string().max(4096),
  state: z.string().max(64),
  body: z.string().nullish(),
  user: userSchema,
  labels: z
    .array(
      z
        .string()
        .max(256)
        .or(z.object({ name: z.string().max(256).nullish() })),
    )
    .max(1000)
    .catch([]),
  assignees: z.array(userSchema).max(100).nullish(),
})
export type Issue = z.infer<typeof issueSchema>

/** A new issue or pull request, as the tools answer it. */
export const createdSchema = z.object({ number: z.number(), url: z.string() })

/** Returns the names of the labels of an issue. */
export function labelNames({ labels }: Pick<Issue, 'labels'>): string[] {
  return labels.map((label) => readableText(typeof label === 'string' ? label : (label.name ?? '')))
}

/** Returns the names of the labels of an issue, as many as have room in an answer. */
export function shortLabelNames(issue: Issue): string[] {
  let bytes = 0
  return labelNames(issue).filter((name) => {
    bytes += Buffer.byteLength(JSON.stringify(name))
    return bytes <= 1500
  })
}

/** Returns the login of an author, or `ghost` when the account was deleted, as GitHub does. */
export function authorName(user: z.infer<typeof userSchema>): string {
  return user ? readableText(user.login) : 'ghost'
}

/** Returns the number and the URL of a new issue or pull request. */
export function presentCreated({ number, html_url }: Pick<Issue, 'number' | 'html_url'>) {
  return { number, url: readableText(html_url) }
}

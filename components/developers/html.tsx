import './developers.css'

/** HTML that the server has made of its own content, with everything in it escaped. */
export function Html({
  as: Tag,
  look,
  html,
}: {
  as: 'article' | 'div'
  look: string
  html: string
}) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: hono's `html` tag has escaped every value
  return <Tag className={look} dangerouslySetInnerHTML={{ __html: html }} />
}

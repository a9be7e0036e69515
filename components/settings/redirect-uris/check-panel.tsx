import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { TextField } from '@/components/ui/text-field'
import { redirectUriProblem } from '@/lib/contract/api/redirect-uri-rules'
import { mostSimilarUri, uriDifference } from '@/lib/contract/text/uri-difference'
import type { Viewer } from '@/lib/contract/view/viewer'
import type { SnippetAddresses } from './connect-snippets'
import { HowToUse } from './how-to-use'
import { MarkedUri } from './marked-uri'

function Difference({ checked, registered }: { checked: string; registered: readonly string[] }) {
  const similar = mostSimilarUri(checked, registered)
  const difference = similar === null ? null : uriDifference(checked, similar)
  if (similar === null || difference === null) return null
  return (
    <>
      <p>{`The checked URI: ${difference.words.join('; ')}.`}</p>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1">
        <dt className="text-muted text-xs">Checked</dt>
        <dd>
          <MarkedUri uri={checked} at={difference.at} />
        </dd>
        <dt className="text-muted text-xs">Registered</dt>
        <dd>
          <MarkedUri uri={similar} at={difference.at} />
        </dd>
      </dl>
    </>
  )
}

function Result({
  checked,
  registered,
  viewer,
  addresses,
}: {
  checked: string
  registered: readonly string[]
  viewer: Viewer
  addresses: SnippetAddresses
}) {
  if (registered.includes(checked))
    return (
      <div className="flex flex-col gap-4">
        <Notice tone="success" role="status">
          <strong className="font-semibold">It matches.</strong> Miteos sends people back to exactly
          this URI.
        </Notice>
        <HowToUse uri={checked} addresses={addresses} />
      </div>
    )
  const problem = redirectUriProblem(checked, viewer.environment)
  return (
    <Notice tone="danger" role="status">
      <p className="font-semibold">It does not match.</p>
      <Difference checked={checked} registered={registered} />
      {problem && <p className="mt-2">{`It cannot be registered either. ${problem.detail}`}</p>}
    </Notice>
  )
}

/** A form that tells whether a URI is registered, or how it differs from the one that is most like it. */
export function CheckPanel({
  checked,
  ...rest
}: {
  checked: string | null
  registered: readonly string[]
  viewer: Viewer
  addresses: SnippetAddresses
}) {
  return (
    <Panel title="Does it match?">
      <div className="flex flex-col gap-4">
        <form
          method="get"
          action="/settings/redirect-uris"
          className="flex flex-wrap items-end gap-2"
        >
          <TextField
            id="check"
            name="check"
            label="Check a URI"
            required
            maxLength={4096}
            autoCapitalize="none"
            spellCheck={false}
            placeholder="https://…"
            defaultValue={checked ?? ''}
            className="font-mono"
          />
          <Button type="submit" size="medium">
            Check
          </Button>
        </form>
        {checked !== null && <Result checked={checked} {...rest} />}
      </div>
    </Panel>
  )
}

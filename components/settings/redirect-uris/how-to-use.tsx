import { CodeBlock } from '@/components/ui/code-block'
import { connectLink, redeemCommand, type SnippetAddresses } from './connect-snippets'

/** The link and the command with which an app uses its redirect URI, for Slack as the example. */
export function HowToUse({ uri, addresses }: { uri: string; addresses: SnippetAddresses }) {
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-col gap-1.5">
        <p className="text-muted text-sm">
          Send your person to this link. It works with every service; your app chooses the state.
        </p>
        <CodeBlock code={connectLink(addresses, 'slack', uri)} label="Copy the connect link" />
      </div>
      <div className="flex flex-col gap-1.5">
        <p className="text-muted text-sm">
          Your app then gets an <code className="font-mono text-xs">oauth_code</code>. Redeem it
          within five minutes.
        </p>
        <CodeBlock code={redeemCommand(addresses, 'slack')} label="Copy the curl command" />
      </div>
    </div>
  )
}

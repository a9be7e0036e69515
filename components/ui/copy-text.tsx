import { showToast } from './toasts'

async function writeToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/**
 * Copies a text and returns whether that was possible. Browsers have no clipboard on plain http: a message then
 * shows the text, so that it can be selected by hand.
 */
export async function copyText(text: string): Promise<boolean> {
  const isCopied = await writeToClipboard(text)
  if (!isCopied)
    showToast({
      tone: 'info',
      title: 'Copying is not possible here',
      body: (
        <>
          <p>Select the text instead:</p>
          <code translate="no" className="select-all font-mono text-foreground text-xs">
            {text}
          </code>
        </>
      ),
    })
  return isCopied
}

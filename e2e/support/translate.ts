import type { Page } from '@playwright/test'

/**
 * Prepares pages for `translate`. That changes a page as a browser's translator does: it replaces each text
 * node, also those that appear later, by two `<font>` elements. Texts under `translate="no"` stay.
 */
export async function translatePages(page: Page) {
  await page.addInitScript(() => {
    const left = 'script, style, noscript, textarea, option, font, [translate="no"]'

    function translate(node: Node) {
      if (!node.parentElement || node.parentElement.closest(left) || !node.nodeValue?.trim()) return
      const outer = document.createElement('font')
      const inner = outer.appendChild(document.createElement('font'))
      inner.textContent = node.nodeValue
      node.parentElement.replaceChild(outer, node)
    }

    function translateAll(root: Node) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      const texts: Node[] = []
      while (walker.nextNode()) texts.push(walker.currentNode)
      for (const text of texts) translate(text)
    }

    Object.assign(window, {
      translatePage() {
        translateAll(document.body)
        new MutationObserver((changes) => {
          for (const { type, target, addedNodes } of changes) {
            if (type === 'characterData') translate(target)
            for (const added of addedNodes)
              added.nodeType === Node.TEXT_NODE ? translate(added) : translateAll(added)
          }
        }).observe(document.body, { childList: true, characterData: true, subtree: true })
      },
    })
  })
}

/** Translates the open page once React has taken it over. The page must have been opened after `translatePages`. */
export async function translate(page: Page) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('main button')].every((button) =>
      Object.keys(button).some((key) => key.startsWith('__reactProps')),
    ),
  )
  await page.evaluate('translatePage()')
}

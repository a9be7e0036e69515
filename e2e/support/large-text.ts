import { expect, type Page } from '@playwright/test'

const styles = {
  /** Doubles the size of the letters, as a setting of the browser does. */
  'letters at 200 %': 'html { font-size: 200% !important }',
  'letters at 150 %': 'html { font-size: 150% !important }',
  /** https://www.w3.org/TR/WCAG22/#text-spacing */
  'text spacing': `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`,
}

const readings = [
  { name: 'letters at 200 %', width: 390 },
  { name: 'letters at 150 %', width: 390 },
  { name: 'text spacing', width: 320 },
  { name: 'letters at 200 %', width: 1280 },
] as const

type Reading = (typeof readings)[number]

/** Shows the open page with these settings. A style element is not used, because the policy of the page refuses it. */
async function readWith(page: Page, { name, width }: Reading) {
  await page.setViewportSize({ width, height: 844 })
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [sheet]
  }, styles[name])
}

/** Returns a sentence for each text that overlaps another, is cut off or sticks out; empty when all can be read. */
async function findUnreadable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    interface Box {
      text: string
      node: Node
      layer: Element | null
      left: number
      right: number
      top: number
      bottom: number
    }
    const faults: string[] = []
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth)
      faults.push(`the page is ${root.scrollWidth} wide, not ${root.clientWidth}`)

    const layers = '[role="dialog"], [popover], [role="status"].pointer-events-auto'
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const boxes: Box[] = []
    while (walker.nextNode()) {
      const node = walker.currentNode
      const parent = node.parentElement
      const text = node.nodeValue?.trim() ?? ''
      if (!text || !parent?.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        continue
      if (parent.closest('script, style, noscript, option, .sr-only, [aria-hidden="true"]'))
        continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const rect of range.getClientRects()) {
        if (rect.width < 1) continue
        // The box of a text may be taller than its line, so boxes of two lines may overlap a little.
        const margin = rect.height * 0.2
        const box = {
          text,
          node,
          layer: parent.closest(layers),
          left: rect.left + 1,
          right: rect.right - 1,
          top: rect.top + margin,
          bottom: rect.bottom - margin,
        }
        boxes.push(box)
        // An open popover is drawn above the page, so the boxes of its parents do not limit it.
        const parentOf = (element: Element) =>
          element.matches(':popover-open') ? null : element.parentElement
        for (let ancestor: Element | null = parent; ancestor; ancestor = parentOf(ancestor)) {
          const style = getComputedStyle(ancestor)
          const frame = ancestor.getBoundingClientRect()
          const isCutting = ['hidden', 'clip'].includes(style.overflowX)
          const isControl = ancestor.matches(
            'button, a, summary, select, article, li, section > div',
          )
          const isInline = getComputedStyle(ancestor).display === 'inline'
          if (isInline || !(isCutting || isControl)) continue
          // A cut text is complete in the title.
          if (style.textOverflow === 'ellipsis' && ancestor.closest('[title]')) {
            box.right = Math.min(box.right, frame.right)
            break
          }
          const sticksOut =
            box.left < frame.left - 2 ||
            box.right > frame.right + 2 ||
            box.top < frame.top - 2 ||
            box.bottom > frame.bottom + 2
          if (sticksOut) faults.push(`"${text}" sticks out of ${ancestor.outerHTML.slice(0, 90)}`)
        }
      }
    }
    for (const control of document.querySelectorAll('button, input, select, summary, a')) {
      if (!control.checkVisibility({ visibilityProperty: true })) continue
      if (control.closest('.sr-only, a.sr-only') || getComputedStyle(control).display === 'inline')
        continue
      const frame = control.getBoundingClientRect()
      for (const box of boxes) {
        if (control.contains(box.node) || box.layer !== control.closest(layers)) continue
        const isCovered =
          box.left < frame.right - 1 &&
          box.right > frame.left + 1 &&
          box.top < frame.bottom - 1 &&
          box.bottom > frame.top + 1
        if (isCovered && !box.node.parentElement?.contains(control))
          faults.push(`"${box.text}" lies under ${control.outerHTML.slice(0, 90)}`)
      }
      if (control instanceof HTMLInputElement && control.type !== 'hidden') {
        const context = document.createElement('canvas').getContext('2d')
        const style = getComputedStyle(control)
        if (context) {
          context.font = style.font
          context.letterSpacing = style.letterSpacing
          const availableWidth =
            control.clientWidth -
            Number.parseFloat(style.paddingLeft) -
            Number.parseFloat(style.paddingRight)
          if (context.measureText(control.placeholder).width > availableWidth + 1)
            faults.push(`the words in ${control.name} are cut off`)
        }
      }
    }
    for (const [index, one] of boxes.entries())
      for (const other of boxes.slice(index + 1))
        if (
          one.node !== other.node &&
          one.layer === other.layer &&
          one.left < other.right &&
          one.right > other.left &&
          one.top < other.bottom &&
          one.bottom > other.top
        )
          faults.push(`"${one.text}" and "${other.text}" lie over each other`)
    return [...new Set(faults)]
  })
}

/** Expects that nothing overlaps, is cut off or needs scrolling sideways, with large and with spaced letters. */
export async function expectReadable(page: Page) {
  const size = page.viewportSize()
  for (const reading of readings) {
    await readWith(page, reading)
    const where = `${reading.name} at ${reading.width} pixels`
    await expect.poll(() => findUnreadable(page), { message: where, timeout: 20_000 }).toEqual([])
  }
  await page.evaluate(() => {
    document.adoptedStyleSheets = []
  })
  if (size) await page.setViewportSize(size)
}

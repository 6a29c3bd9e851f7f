// Every page of the gallery: its style sheet lacks nothing of what DSFR has for it, and
// nothing of it is wider than its window.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { base, contained, withPage } from './site.mjs'

// Longer pages are compared as far down as Chromium draws them at once. What stands
// below repeats what is above, and stands higher in another state.
const tallest = 16_000

const kinds = await (await fetch(base)).text().then((html) => [...html.matchAll(/<li><a href="(\/[\w-]+\/[\w-]+)">/g)].map((m) => m[1]))

test('there is a gallery', () => assert.ok(kinds.length > 100, `${kinds.length} pages`))

describe('the gallery', { concurrency: 2 }, () => {
  // A rule that is missing is missing whatever the theme: each width is drawn in one.
  for (const [scheme, width] of [['light', 1280], ['dark', 360]]) {
    test(`no rule is missing: ${width} px, ${scheme}`, () => withPage({ scheme, width }, async (page) => {
      const session = await page.context().newCDPSession(page)
      const different = []
      for (const kind of kinds) {
        await page.goto(kind)
        await page.evaluate(unfold)
        const purged = await drawn(session)
        await page.evaluate(useWholeSheet)
        if (await drawn(session) !== purged) different.push(kind)
      }
      assert.deepEqual(different, [])
    }))
  }
  test('nothing is wider than a window of 320 px', () => withPage({ width: 320 }, async (page) => {
    for (const kind of kinds) {
      await page.goto(kind)
      await page.evaluate(unfold)
      await contained(page, kind)
    }
  }))
})

function unfold() {
  for (const details of document.querySelectorAll('details')) details.open = true
  return document.fonts.ready.then(() => undefined)
}

// useWholeSheet puts the sheet with all rules of DSFR in the place of the page's own.
async function useWholeSheet() {
  const own = document.querySelector('link[rel=stylesheet]')
  const whole = own.cloneNode()
  whole.href = '/static/whole.css'
  await new Promise((loaded) => {
    whole.onload = loaded
    own.after(whole)
  })
  own.disabled = true
  await document.fonts.ready
}

// drawn is the page as it is drawn from top to bottom, as the text of an image.
async function drawn(session) {
  const { cssContentSize: { width, height } } = await session.send('Page.getLayoutMetrics')
  const { data } = await session.send('Page.captureScreenshot', {
    optimizeForSpeed: true, captureBeyondViewport: true, clip: { x: 0, y: 0, width, height: Math.min(height, tallest), scale: 1 },
  })
  return data
}

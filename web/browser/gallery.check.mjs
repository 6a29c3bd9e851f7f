// Every page of the gallery: its style sheet lacks nothing of what DSFR has for it, and
// nothing of it is wider than its window.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base, contained, withPage } from './site.mjs'

// Longer pages are compared as far down as Chromium draws them at once. What stands
// below repeats what is above.
const tallest = 8_000

const pages = await (await fetch(base)).text().then((html) => [...html.matchAll(/<li><a href="(\/[\w-]+\/[\w-]+)">/g)].map((m) => m[1]))

// The last state of each kind of page has the most in it.
const fullest = pages.filter((page, i) => pages[i + 1]?.split('/')[1] !== page.split('/')[1])

test('there is a gallery', () => assert.ok(pages.length > 100, `${pages.length} pages`))

test('no rule of DSFR that could apply is missing, and nothing is wider than a window of 320 px', () => withPage({ width: 320 }, async (page) => {
  const wrong = []
  await page.goto(pages[0])
  const purged = await page.evaluate(purgedSelectors)
  assert.ok(purged.length > 1000, `${purged.length} selectors`)
  for (const address of pages) {
    await page.goto(address)
    await page.evaluate(unfold)
    wrong.push(...(await page.evaluate(matching, purged)).map((selector) => `${address} lacks ${selector}`))
    await contained(page, address).catch((e) => wrong.push(e.message))
  }
  assert.deepEqual(wrong, [])
}))

test('pages look as they do with all rules of DSFR', async () => {
  for (const [scheme, width] of [['light', 1280], ['dark', 360]]) {
    await withPage({ scheme, width }, async (page) => {
      const session = await page.context().newCDPSession(page)
      for (const address of fullest) {
        await page.goto(address)
        await page.evaluate(unfold)
        const purged = await drawn(session)
        await page.evaluate(useWholeSheet)
        assert.ok(await drawn(session) === purged, `${address} differs at ${width} px, ${scheme}`)
      }
    })
  }
})

function unfold() {
  for (const details of document.querySelectorAll('details')) details.open = true
  return document.fonts.ready.then(() => undefined)
}

// purgedSelectors lists, in the page, the selectors that only the whole sheet has, without
// what depends on a moment or stands for no element: a rule for hovered links is missing
// wherever there are such links. Rules count that set more than tokens which nothing reads.
async function purgedSelectors() {
  const [own, whole] = [document.styleSheets[0], new CSSStyleSheet()]
  await whole.replace(await (await fetch('/static/whole.css')).text())
  const read = new Set((await (await fetch(own.href)).text()).match(/(?<=var\(\s*)--[\w-]+/g))
  const counts = (rule) => [...rule.style].some((property) => !property.startsWith('--') || read.has(property))
  const split = (list) => list.split(/,(?![^(]*\))/).map((selector) => selector.trim())
  const selectors = (rules) => [...rules].flatMap((rule) => {
    if (!rule.selectorText) return selectors(rule.cssRules ?? [])
    return counts(rule) ? split(rule.selectorText) : []
  })
  const lasting = (selector) => selector
    .replace(/::[\w-]+(\([^)]*\))?|:(?!is|where|not|has|nth|first|last|only|root|empty)[\w-]+/g, '').replace(/:not\(\)/g, '')
    .replace(/\s*([>+~,])\s*/g, '$1').trim()
    .replace(/(^|[\s>+~,(])(?=$|[\s>+~,)])/g, '$1*')
  const kept = new Set(selectors(own.cssRules))
  return [...new Set(selectors(whole.cssRules).filter((selector) => !kept.has(selector)).map(lasting))]
}

// matching lists, in the page, the selectors that select something.
function matching(selectors) {
  return selectors.filter((selector) => document.querySelector(selector))
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

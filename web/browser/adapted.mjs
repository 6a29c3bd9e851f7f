// Pages as people make them fit for themselves: with larger or wider texts, less motion,
// the colours of their system, fingers or a keyboard in place of a mouse.
import assert from 'node:assert/strict'
import { contained } from './site.mjs'

// adapts fails on what a page does not adapt to. 320 px are what is left of 1280 to
// somebody who enlarges it to 400 %.
export async function adapts(page, kind) {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 })
    const what = `${kind}, ${width} px`
    for (const look of [moving, small, hidden, untied, cut]) assert.deepEqual(await page.evaluate(look), [], `${what}, ${look.name}`)
    await contained(page, what)
    await page.evaluate(spaceOut, true)
    assert.deepEqual(await page.evaluate(cut), [], `${what}, spaced texts`)
    await contained(page, `${what}, spaced texts`)
    await page.evaluate(spaceOut, false)
  }
  await page.emulateMedia({ forcedColors: 'active' })
  assert.deepEqual(await page.evaluate(shapeless), [], `${kind}, forced colours`)
  await page.emulateMedia({ forcedColors: 'none' })
}

// moving lists what moves although less motion is asked for (WCAG 2.2, 2.3.3).
function moving() {
  const still = (e, part) => {
    const { transitionDuration, transitionProperty, animationName, scrollBehavior } = getComputedStyle(e, part)
    return (transitionProperty === 'none' || /^0s(, 0s)*$/.test(transitionDuration)) && animationName === 'none' && scrollBehavior === 'auto'
  }
  return [...document.querySelectorAll('*')].filter((e) => ![undefined, '::before', '::after'].every((part) => still(e, part)))
    .map((e) => e.outerHTML.slice(0, 80))
}

// small lists the targets of less than 24 by 24 px, or that have not as much room to
// themselves, outside of sentences (WCAG 2.2, 2.5.8).
function small() {
  const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.fr-sr-only, .fr-skiplinks')
  const box = (e) => {
    const lines = [e, ...(e.labels ?? [])].flatMap((part) => [...part.getClientRects()])
    const [left, top] = ['left', 'top'].map((side) => Math.min(...lines.map((line) => line[side])))
    const [right, bottom] = ['right', 'bottom'].map((side) => Math.max(...lines.map((line) => line[side])))
    return { e, lines, left, top, right, bottom, x: (left + right) / 2, y: (top + bottom) / 2 }
  }
  const inSentence = (e) => {
    const line = e.closest('p, li, dd, td, th, legend, label, .prose')
    return e.matches('a') && line && line.textContent.trim() !== e.textContent.trim() && !line.matches('nav li')
  }
  const targets = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(seen)
    .map(box).filter((t) => t.right > t.left)
  const narrow = targets.filter((t) => t.right - t.left < 23.9 || t.bottom - t.top < 23.9)
  const touches = (a, line) => Math.hypot(a.x - Math.max(line.left, Math.min(a.x, line.right)), a.y - Math.max(line.top, Math.min(a.y, line.bottom))) < 12
  const near = (a, b) => b.lines.some((line) => touches(a, line)) || (narrow.includes(b) && Math.hypot(a.x - b.x, a.y - b.y) < 24)
  return narrow.filter((t) => !inSentence(t.e) && targets.some((other) => other.e !== t.e && near(t, other)))
    .map((t) => `${Math.round(t.right - t.left)} x ${Math.round(t.bottom - t.top)}: ${t.e.outerHTML.slice(0, 100)}`)
}

// hidden lists what is under something else while it has the focus, whichever way one
// comes to it (WCAG 2.2, 2.4.11).
function hidden() {
  const stops = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter((e) => e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true }) && !e.closest('.fr-skiplinks'))
  const covered = (e) => {
    e.focus()
    const marked = e.labels?.[0] && e.matches('[type=radio], [type=checkbox]') ? e.labels[0] : e
    const { left, right, top, bottom } = marked.getClientRects()[0]
    return document.activeElement === e && [0.1, 0.5, 0.9].every((down) => {
      const at = document.elementFromPoint((left + right) / 2, top + down * (bottom - top))
      return !at || !(marked.contains(at) || at.contains(marked) || e.contains(at) || at.contains(e))
    })
  }
  const wrong = [...stops, ...stops.toReversed()].filter(covered).map((e) => e.outerHTML.slice(0, 100))
  scrollTo(0, 0)
  return wrong
}

// untied lists the errors that their field does not tell.
function untied() {
  return [...document.querySelectorAll('#erreurs a')].filter((error) => {
    const field = document.getElementById(decodeURIComponent(error.hash.slice(1)))
    const told = field?.getAttribute('aria-describedby') ?? field?.closest('[aria-describedby]')?.getAttribute('aria-describedby') ?? ''
    const invalid = field?.matches('[aria-invalid=true]') || field?.closest('[aria-invalid=true], fieldset')
    return !invalid || !told.split(/\s+/).some((id) => document.getElementById(id)?.textContent.trim())
  }).map((error) => error.outerHTML.slice(0, 160))
}

// cut lists the texts that do not fit into their place, but for those that scroll and
// for the names of buttons that show an icon.
function cut() {
  const scrolls = (e) => e.closest('.fr-sr-only, .fr-skiplinks, .fr-table__content, .cell, svg, select, textarea, input, ' +
    '[popover], .fr-btn--menu, .fr-search-bar')
  const own = (e) => [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim())
  return [...document.querySelectorAll('body *')].filter((e) => own(e) && !scrolls(e) && e.clientWidth > 0 && e.checkVisibility())
    .filter((e) => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + parseFloat(getComputedStyle(e).fontSize) / 4)
    .map((e) => `${e.scrollWidth} x ${e.scrollHeight} in ${e.clientWidth} x ${e.clientHeight}: ${e.outerHTML.slice(0, 120)}`)
}

// spaceOut gives texts the room that WCAG 2.2 names in 1.4.12, or takes it back.
function spaceOut(on) {
  const roomy = new CSSStyleSheet()
  roomy.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }')
  document.adoptedStyleSheets = on ? [roomy] : []
}

// shapeless lists what is nothing but a colour, which forced colours take away.
function shapeless() {
  const sides = ['Top', 'Right', 'Bottom', 'Left']
  const edged = (e) => {
    const style = getComputedStyle(e)
    return sides.some((side) => style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) > 0) ||
      (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
  }
  const boxes = '.fr-btn, .fr-input, .fr-select, .fr-tag, .fr-badge, .fr-alert, .fr-callout, .fr-notice, .verdict, .card, .details, .clash'
  const current = '.fr-pagination__link[aria-current], [aria-pressed=true]'
  const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.fr-sr-only')
  return [...document.querySelectorAll(`${boxes}, ${current}`)].filter((e) => seen(e) && !edged(e))
    .map((e) => e.outerHTML.slice(0, 120))
}

// Every page kind, with scripts and without, in both themes, on a wide and on a narrow
// screen: accessible, inside its window, in order and silent in the console. This takes
// longest, and begins first: the test runner takes the files by their names.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { adapts } from './adapted.mjs'
import { roles, visit } from './kinds.mjs'
import { accessibleAt, contained, withPage } from './site.mjs'

const widths = [1280, 360]

// A page is loaded once and takes each width in turn, as a window does. Axe sees it in one
// theme at each width with scripts, and in the other one without.
const passes = [{ scripts: true, schemes: ['light', 'dark'] }, { scripts: false, schemes: ['dark', 'light'] }]

describe('every page kind is accessible', { concurrency: 2 }, () => {
  for (const role of roles.toReversed()) {
    for (const { scripts, schemes } of passes) {
      test(`to ${role}, scripts ${scripts ? 'on' : 'off'}`, () => withPage({ scripts }, (page) => visit(page, role, async (kind) => {
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 })
          await contained(page, `${kind}, ${width} px`)
          assert.deepEqual(await page.evaluate(disorder), [], `${kind}, ${width} px`)
        }
        await accessibleAt(page, widths, schemes, kind)
        if (scripts) await adapts(page, kind)
      })))
    }
  }
})

// disorder lists, in the page, what is wrong with its headings, ids, language and
// references between elements.
function disorder() {
  const wrong = []
  const all = (selector) => [...document.querySelectorAll(selector)]
  let level = 0
  for (const heading of all('h1, h2, h3, h4, h5, h6').filter((h) => h.checkVisibility())) {
    const next = Number(heading.tagName[1])
    if (next > level + 1) wrong.push(`h${level} is followed by ${heading.tagName} ${heading.textContent}`)
    level = next
  }
  if (all('h1').length !== 1) wrong.push(`${all('h1').length} h1`)
  if (document.documentElement.lang !== 'fr') wrong.push('the language is not told')
  const ids = all('[id]').map((e) => e.id)
  wrong.push(...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `two ids ${id}`))
  for (const name of ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls']) {
    for (const e of all(`[${name}]`)) {
      wrong.push(...e.getAttribute(name).split(/\s+/).filter((id) => !document.getElementById(id)).map((id) => `${name} leads to no ${id}`))
    }
  }
  wrong.push(...all('a[href^="#"]').filter((a) => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map((a) => `nothing at ${a.hash}`))
  wrong.push(...all('[aria-invalid=true]').filter((e) => !e.getAttribute('aria-describedby')).map((e) => `nothing says what is wrong with ${e.name}`))
  return wrong
}

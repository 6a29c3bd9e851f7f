// Using pages by keyboard alone: what is reached is reached by Tab, in the order of the
// page, and seen to be.
import assert from 'node:assert/strict'

// reach goes from stop to stop until something has the focus, each stop visible.
export async function reach(page, target) {
  await target.waitFor()
  const wanted = await target.elementHandle()
  await page.evaluate(() => { globalThis.stopBefore = document.activeElement }) // a script may have moved it
  for (let stops = 0; stops < 600; stops++) {
    await page.keyboard.press('Tab')
    const { there, wrong, what } = await page.evaluate(stop, wanted)
    assert.equal(wrong, '', what)
    if (there) return
  }
  assert.fail(`${target} is not reached`)
}

// stop tells, in the page, whether the focus has come to an element, and what is wrong
// with where it is: nobody sees it, or it went back in the page.
function stop(wanted) {
  const at = document.activeElement
  const outlined = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
  const marked = (e) => e && [undefined, '::before', '::after'].some((part) => outlined(getComputedStyle(e, part)))
  const before = globalThis.stopBefore
  globalThis.stopBefore = at
  const around = !before?.isConnected || [before, at].includes(document.body) || at.closest('.fr-skiplinks') !== null
  let wrong = ''
  if (at !== document.body && !marked(at) && !marked(at.labels?.[0])) wrong = 'the focus is not visible'
  if (!around && before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_PRECEDING) wrong = 'the focus goes back'
  return { there: at === wanted, wrong, what: at.outerHTML.slice(0, 160) }
}

// press reaches something and presses a key on it, which leads to another page.
export async function press(page, target, key = 'Enter', leaves = true) {
  await reach(page, target)
  if (!leaves) return page.keyboard.press(key)
  await Promise.all([page.waitForNavigation(), page.keyboard.press(key)])
}

// choose reaches a group of radio buttons and goes by arrows to one of them.
export async function choose(page, name, value) {
  const group = page.locator(`[name="${name}"]`)
  const checked = page.locator(`[name="${name}"]:checked`)
  await reach(page, await checked.count() > 0 ? checked : group.first())
  await page.keyboard.press('Space')
  for (let n = await group.count(); n > 0 && await checked.getAttribute('value') !== value; n--) await page.keyboard.press('ArrowDown')
  assert.equal(await checked.getAttribute('value'), value)
}

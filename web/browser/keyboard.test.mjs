// Signing in, assessing, answering, deciding and opening an account, with the
// keyboard alone: what is reached is reached by Tab, and seen to be.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withPage } from './site.mjs'

// A service for each variant, which nobody else assesses.
for (const [scripts, service] of [[true, 'quai-numero-deux'], [false, 'pluie-d-idees']]) {
  test(`every step of a service's way can be taken by keyboard: scripts ${scripts ? 'on' : 'off'}`, () => withPage({ scripts }, async (page) => {
    const main = page.locator('#contenu')
    await page.goto('/connexion')
    await press(page, main.getByRole('button', { name: 'Entrer comme programme' }))

    await page.goto(`/startups/${service}/evaluation`)
    await choose(page, 'adoption.answer', 'no')
    await choose(page, 'trajectory.kind', 'undecided')
    await press(page, main.getByRole('button', { name: 'Enregistrer et relire avant de signer' }))
    await press(page, main.getByRole('button', { name: 'Signer l’évaluation' }))
    const assessment = page.url()

    await press(page, main.getByRole('link', { name: 'Donner l’avis de l’administration' }), 'Enter', false)
    for (const id of ['adoption', 'indicators', 'user_tests', 'evolutions', 'communication', 'open_source']) {
      await choose(page, id, id === 'adoption' ? 'contest' : 'countersign')
    }
    await press(page, main.getByRole('button', { name: 'Enregistrer l’avis' }))
    assert.ok(await page.locator('#erreurs').evaluate((e) => e === document.activeElement), 'the summary of errors has the focus')
    await press(page, page.locator('#erreurs a').first(), 'Enter', false)
    assert.equal(await page.locator(':focus').getAttribute('name'), 'adoption.reason')
    await page.keyboard.type('Le service est déployé partout.')
    await press(page, main.getByRole('button', { name: 'Enregistrer l’avis' }))
    assert.match(await page.locator('.fr-alert--success').innerText(), /Votre avis est enregistré/)

    await page.goto(assessment)
    await reach(page, page.locator('[name="reason"]'))
    await page.keyboard.type('La contestation est entendue pour la prochaine évaluation.')
    await press(page, main.getByRole('button', { name: 'Inscrire au registre et publier' }))
    assert.match(await page.locator('.fr-alert--success').innerText(), /inscrite au registre/)

    await page.goto('/administration/comptes')
    await reach(page, page.locator('[name="email"]'))
    await page.keyboard.type(`${service}@exemple.gouv.fr`)
    await reach(page, page.locator('[name="name"]'))
    await page.keyboard.type('Alix Martin')
    await choose(page, 'role', 'programme')
    await press(page, main.getByRole('button', { name: 'Ajouter le compte' }))
    assert.match(await page.locator('.fr-alert--success').innerText(), /Alix Martin/)

    await press(page, page.getByRole('button', { name: 'Se déconnecter' }).first())
    assert.match(await main.innerText(), /Vous êtes déconnecté/)
  }))
}

// reach goes from stop to stop until something has the focus, each stop visible.
async function reach(page, target) {
  const wanted = await target.elementHandle()
  for (let stops = 0; stops < 400; stops++) {
    await page.keyboard.press('Tab')
    const [there, seen, what] = await page.evaluate((wanted) => {
      const at = document.activeElement
      const outlined = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
      const marked = (e) => e && [undefined, '::before', '::after'].some((part) => outlined(getComputedStyle(e, part)))
      const label = at.labels?.[0]
      return [at === wanted, at === document.body || marked(at) || marked(label), at.outerHTML.slice(0, 120)]
    }, wanted)
    assert.ok(seen, `the focus is not visible on ${what}`)
    if (there) return
  }
  assert.fail(`${target} is not reached`)
}

// press reaches something and presses a key on it, which leads to another page.
async function press(page, target, key = 'Enter', leaves = true) {
  await reach(page, target)
  if (!leaves) return page.keyboard.press(key)
  await Promise.all([page.waitForNavigation(), page.keyboard.press(key)])
}

// choose reaches a group of radio buttons and goes by arrows to one of them.
async function choose(page, name, value) {
  const group = page.locator(`[name="${name}"]`)
  const checked = page.locator(`[name="${name}"]:checked`)
  await reach(page, await checked.count() > 0 ? checked : group.first())
  await page.keyboard.press('Space')
  for (let n = await group.count(); n > 0 && await checked.getAttribute('value') !== value; n--) await page.keyboard.press('ArrowDown')
  assert.equal(await checked.getAttribute('value'), value)
}

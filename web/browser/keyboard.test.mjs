// Signing in, assessing, answering, deciding and opening an account, with the
// keyboard alone: what is reached is reached by Tab, and seen to be.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choose, press, reach } from './keys.mjs'
import { signIn, unfold, withPage } from './site.mjs'

// A service for each variant, which nobody else assesses.
for (const [scripts, service] of [[true, 'quai-numero-deux'], [false, 'pluie-d-idees']]) {
  test(`every step of a service's way can be taken by keyboard: scripts ${scripts ? 'on' : 'off'}`, () => withPage({ scripts }, async (page) => {
    const main = page.locator('#contenu')
    await page.goto('/connexion')
    await press(page, main.getByRole('button', { name: 'Entrer comme programme' }))

    await page.goto(`/startups/${service}/evaluation`)
    await choose(page, 'adoption.answer', 'no')
    await choose(page, 'trajectory.kind', 'undecided')
    await press(page, main.getByRole('button', { name: 'Relire et signer' }))
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

for (const scripts of [true, false]) {
  test(`what a visitor does can be done by keyboard: scripts ${scripts ? 'on' : 'off'}`, () => withPage({ scripts }, async (page) => {
    const main = page.locator('#contenu')
    await page.goto('/')
    await page.keyboard.press('Tab')
    assert.equal(await page.locator(':focus').innerText(), 'Contenu', 'the first stop skips to the content')
    await choose(page, 'communication.answer', 'no')
    await reach(page, page.getByRole('button', { name: 'Voir le verdict' }).last())
    await page.keyboard.press('Enter')
    await page.locator('#verdict:focus').waitFor()
    await reach(page, page.getByRole('button', { name: 'Voir le verdict' }).last())
    await page.keyboard.press('Enter') // leads to a verdict that is there already, too
    await page.locator('#verdict:focus').waitFor()
    await page.goto('/')
    await reach(page, page.locator('[name="user_tests.sessions[0].date"]'))
    await page.keyboard.type('31/02/2026')
    await page.keyboard.press('Enter')
    await page.locator('#erreurs:focus').waitFor()
    await reach(page, page.locator('#erreurs a').first())
    await page.keyboard.press('Enter')
    assert.equal(await page.locator(':focus').getAttribute('name'), 'user_tests.sessions[0].date')
    assert.match(await page.locator(':focus').evaluate((e) => document.getElementById(e.getAttribute('aria-describedby')).textContent), /cette date n’existe pas/)

    await page.goto('/startups')
    await reach(page, page.getByRole('searchbox'))
    await page.keyboard.type('quai')
    await Promise.all([page.waitForURL('**q=quai**'), page.keyboard.press('Enter')])
    await press(page, page.locator('.fr-tag').last())
    assert.doesNotMatch(page.url(), /q=quai/)
    await reach(page, main.locator('summary').first())
    await page.keyboard.press('Enter')
    assert.ok(await main.locator('details').first().evaluate((e) => e.open))
    await reach(page, main.locator('[name="trajectoire"]'))
    await page.keyboard.type('Passage')
    await reach(page, main.locator('[name="a_reconfirmer"]'))
    await page.keyboard.press('Space')
    await press(page, main.getByRole('button', { name: 'Filtrer', exact: true }))
    assert.match(page.url(), /(?=.*trajectoire=maintenance-handover)(?=.*a_reconfirmer=)/)
    await press(page, main.getByRole('link', { name: 'Effacer les filtres' }))
    await press(page, main.locator('tbody th a').first())
    assert.match(page.url(), /\/startups\/[^?]+$/)

    await page.goto('/startups')
    const file = main.getByRole('link', { name: /CSV/ }).first()
    await reach(page, file)
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    assert.match(download.suggestedFilename(), /\.csv$/)

    await reach(page, page.getByRole('button', { name: 'Affichage' }).or(page.locator('summary', { hasText: 'Affichage' })).first())
    await page.keyboard.press('Enter')
    await reach(page, page.getByRole('button', { name: 'Thème sombre' }))
    await page.keyboard.press('Enter')
    await page.locator('html[data-fr-theme=dark]').waitFor({ state: 'attached' })

    // There is no trap: from the last stop the focus leaves the page, or begins anew.
    await page.goto('/accessibilite')
    const first = page.locator('.fr-skiplinks a').first()
    await reach(page, page.locator('.fr-footer__bottom-link').last())
    await page.keyboard.press('Tab')
    if (await page.evaluate(() => document.activeElement === document.body)) await page.keyboard.press('Tab')
    assert.ok(await first.evaluate((e) => e === document.activeElement || document.activeElement === document.body))
  }))

  test(`two versions of a criterion are settled by keyboard: scripts ${scripts ? 'on' : 'off'}`, () => withPage({ scripts }, (page) => withPage({}, async (other) => {
    const [mine, theirs] = [`du programme ${scripts}`, `de la coach ${scripts}`]
    const comment = (p) => p.locator('[name="indicators.comment"]')
    for (const [p, role] of [[page, 'programme'], [other, 'coach']]) {
      await signIn(p, role)
      await p.goto('/startups/grain-de-sel/evaluation')
      await unfold(p)
    }
    await comment(other).fill(theirs)
    await other.locator('#enregistrement', { hasText: 'Enregistré à' }).waitFor()
    await other.getByRole('button', { name: 'Enregistrer' }).last().click()
    await other.locator('.fr-alert--success').waitFor()
    await reach(page, comment(page))
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type(mine)
    if (!scripts) {
      await reach(page, page.getByRole('button', { name: 'Enregistrer' }).last())
      await page.keyboard.press('Enter')
    }
    await page.locator('.clash__news:focus').waitFor()
    await choose(page, 'pick.indicators.0', 'theirs')
    await reach(page, page.getByRole('button', { name: 'Enregistrer ces choix' }))
    await page.keyboard.press('Enter')
    await page.locator('.clash').waitFor({ state: 'detached' })
    assert.equal(await comment(page).inputValue(), theirs)
  })))
}

// The main job from one end to the other: a coach assesses a service, its
// administration answers, the programme decides, everybody reads the result.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysAgo, named, signIn, signOut, variants, withPage } from './site.mjs'

// Services that nobody has assessed, in the scope of both demonstration accounts,
// one for each variant.
const services = ['bac-commun', 'cabane-connectee']

variants.forEach((variant, n) => {
  test(`a service is assessed, contested, corrected and published: ${named(variant)}`, () => withPage(variant, async (page) => {
    const field = (name) => page.locator(`[name="${name}"]`)
    const press = async (label) => {
      const [answered] = await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: label }).last().click()])
      return answered.status()
    }
    // In the checklist a script sends what changes, and the page stays.
    const pressInPlace = async (label, then) => {
      if (!variant.scripts) await press(label)
      else await page.getByRole('button', { name: label }).last().click()
      await page.locator(then).waitFor()
    }
    const answer = (criterion) => page.locator(`[name="${criterion}.answer"][value="yes"] + label`).click()

    await signIn(page, 'coach')
    await page.goto('/startups')
    await page.getByRole('searchbox').fill(services[n].replaceAll('-', ' ').toUpperCase())
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
    await page.locator('#contenu tbody th a').first().click()
    await page.getByRole('link', { name: 'Évaluer ce service' }).click()
    const form = page.url()

    await answer('adoption')
    await field('adoption.measures[0].date').fill(daysAgo(40))
    await field('adoption.measures[0].users').fill('10 540')
    await field('adoption.measures[0].target_population').fill('31 000')
    await answer('user_tests')
    await field('user_tests.feedback_channel').fill('Formulaire « Je donne mon avis »')
    await field('user_tests.sessions[0].date').fill('31/02/2026')
    await pressInPlace('Ajouter une séance', '[name="user_tests.sessions[1].date"]:focus')
    await field('user_tests.sessions[1].date').fill(daysAgo(30))
    await field('user_tests.sessions[1].participants').fill('5')

    await pressInPlace('Enregistrer', '#erreurs:focus')
    const wrong = page.locator('#erreurs a')
    assert.equal(await wrong.count(), 1)
    await wrong.click()
    assert.equal(await page.locator(':focus').getAttribute('name'), 'user_tests.sessions[0].date')
    assert.equal(await field('user_tests.sessions[0].date').inputValue(), '31/02/2026')
    assert.equal(await field('user_tests.sessions[0].date').getAttribute('aria-invalid'), 'true')
    assert.equal(await field('adoption.measures[0].users').inputValue(), '10540') // saved already
    assert.equal(await field('user_tests.sessions[1].participants').inputValue(), '5')

    await field('user_tests.sessions[0].date').fill(daysAgo(140))
    await pressInPlace('Ajouter une séance', '[name="user_tests.sessions[2].date"]:focus')
    await field('user_tests.sessions[2].date').fill(daysAgo(250))
    await pressInPlace('Enregistrer', '.fr-alert--success')
    assert.match(await page.locator('#verdict').innerText(), /Non établi/)

    for (const criterion of ['indicators', 'evolutions', 'communication', 'open_source']) {
      await page.locator(`[name="${criterion}.answer"][value="no"] + label`).click()
    }
    await page.locator('[name="trajectory.kind"][value="integrated-team"] + label').click()
    await press('Relire et signer')
    assert.match(await page.locator('#verdict').innerText(), /Partenariats passés/)
    await press('Signer l’évaluation')
    assert.match(page.url(), /\/evaluations\/\d+$/)
    assert.match(await page.locator('#verdict').innerText(), /Partenariats passés/)
    assert.match(await page.locator('#contenu').innerText(), /34\s%/)

    const contested = new URL(page.url()).pathname

    await signIn(page, 'administration')
    await toDo(page, services[n])
    assert.equal(new URL(page.url()).pathname, contested)
    await reviewed(page, 'adoption')
    assert.equal(await press('Enregistrer l’avis'), 422)
    assert.equal(await page.locator('#erreurs a').count(), 1)
    await field('adoption.reason').fill('Ce chiffre compte les comptes, pas les usagers.')
    await press('Enregistrer l’avis')
    assert.match(await page.locator('#suivi + ol').innerText(), /Contestée .*Impact et adoption.*pas les usagers/s)

    await signIn(page, 'coach')
    await toDo(page, services[n])
    assert.match(await page.locator('.fr-alert--warning').innerText(), /pas les usagers/)
    await field('adoption.measures[0].users').fill('9 900')
    await press('Relire et signer')
    await press('Signer l’évaluation')
    const corrected = new URL(page.url()).pathname
    assert.notEqual(corrected, contested)

    await signIn(page, 'administration')
    await page.goto(corrected)
    await reviewed(page)
    await press('Enregistrer l’avis')
    assert.match(await page.locator('#contenu').innerText(), /Contresignée/i)

    await signIn(page, 'programme')
    await page.goto(corrected)
    await page.locator('[name="reason"]').fill('Vu en comité.') // the phase of one of the services speaks against it
    await press('Inscrire au registre et publier')
    assert.match(await page.locator('.fr-alert--success').innerText(), /inscrite au registre/)

    await signOut(page)
    await page.goto(form.replace('/evaluation', ''))
    assert.match(await page.locator('#verdict').innerText(), /Classement\s: «\sPartenariats passés\s».*contreseing/s)
    await page.goto(contested)
    assert.equal(new URL(page.url()).pathname, '/connexion', 'a visitor is asked to sign in for what is not published')
    await page.goto(`/startups?q=${services[n].replaceAll('-', '+')}`)
    assert.match(await page.locator('#contenu tbody tr').first().innerText(), /Partenariats passés/i)
    const csv = await (await page.request.get('/export/classements.csv')).text()
    const line = csv.split(/\r?\n/).find((l) => l.includes(services[n]))
    assert.match(line, /Partenariats passés/)
    assert.ok(csv.startsWith('\ufeff'))

    await signIn(page, 'programme')
    await page.goto(corrected)
    await page.locator('[name="decided"][value="non-etabli"] + label').click()
    await field('reason').fill('Un audit est en cours.')
    await field('valid_until').fill(daysAgo(-90))
    await press('Inscrire au registre et publier')
    await signOut(page)
    await page.goto(form.replace('/evaluation', ''))
    assert.match(await page.locator('#verdict').innerText(), /Classement\s: «\sNon établi\s».*Classement calculé\s: «\sPartenariats passés\s»\..*Un audit est en cours/s)
    await page.goto(form.replace('/evaluation', '/registre'))
    assert.equal(await page.locator('#contenu tbody tr').count(), 2)
  }))
})

// toDo opens the task about a service on the work list.
async function toDo(page, service) {
  await page.goto('/a-faire')
  await page.locator(`#contenu tbody tr:has-text("${service.replaceAll('-', ' ').slice(0, 6)}") a`).first().click()
}

// reviewed answers every criterion, and contests these.
async function reviewed(page, ...contested) {
  for (const id of ['adoption', 'indicators', 'user_tests', 'evolutions', 'communication', 'open_source']) {
    await page.locator(`[name="${id}"][value="${contested.includes(id) ? 'contest' : 'countersign'}"] + label`).click()
  }
}

// The main job as a coach does it, from the list to the export.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysAgo, named, variants, withPage } from './site.mjs'

// Services of the fictional catalogue that nobody has assessed, one for each variant.
const services = ['bac-commun', 'cabane-connectee', 'compte-goutte', 'juste-mesure']

variants.forEach((variant, n) => {
  test(`a coach assesses a service: ${named(variant)}`, () => withPage(variant, async (page) => {
    const field = (name) => page.locator(`[name="${name}"]`)
    const press = async (label) => {
      const [answered] = await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: label }).last().click()])
      return answered.status()
    }
    const answer = (criterion) => page.locator(`[name="${criterion}.answer"][value="yes"] + label`).click()

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
    await press('Ajouter une séance')
    assert.equal(await page.locator(':focus').getAttribute('name'), 'user_tests.sessions[1].date')
    await field('user_tests.sessions[1].date').fill(daysAgo(30))
    await field('user_tests.sessions[1].participants').fill('5')

    assert.equal(await press('Enregistrer le brouillon'), 422)
    const wrong = page.locator('#erreurs a')
    assert.equal(await wrong.count(), 1)
    await wrong.click()
    assert.equal(await page.locator(':focus').getAttribute('name'), 'user_tests.sessions[0].date')
    assert.equal(await field('user_tests.sessions[0].date').inputValue(), '31/02/2026')
    assert.equal(await field('user_tests.sessions[0].date').getAttribute('aria-invalid'), 'true')
    assert.equal(await field('adoption.measures[0].users').inputValue(), '10 540')
    assert.equal(await field('user_tests.sessions[1].participants').inputValue(), '5')

    await field('user_tests.sessions[0].date').fill(daysAgo(140))
    await press('Ajouter une séance')
    await field('user_tests.sessions[2].date').fill(daysAgo(250))
    await press('Enregistrer le brouillon')
    await page.getByText('Brouillon enregistré').first().waitFor()
    assert.match(await page.locator('#verdict').innerText(), /Non établi/)

    for (const criterion of ['indicators', 'evolutions', 'communication', 'open_source']) {
      await page.locator(`[name="${criterion}.answer"][value="no"] + label`).click()
    }
    await page.locator('[name="trajectory.kind"][value="integrated-team"] + label').click()
    await press('Enregistrer et relire avant de signer')
    assert.match(await page.locator('#verdict').innerText(), /Partenariats passés/)
    await press('Signer l’évaluation')
    assert.match(page.url(), /\/evaluations\/\d+$/)
    assert.match(await page.locator('#verdict').innerText(), /Partenariats passés/)
    assert.match(await page.locator('#contenu').innerText(), /34\s%/)

    await page.goto(form.replace('/evaluation', ''))
    assert.match(await page.locator('#verdict').innerText(), /Partenariats passés/)
    await page.goto(`/startups?q=${services[n].replaceAll('-', '+')}`)
    assert.match(await page.locator('#contenu tbody tr').first().innerText(), /Partenariats passés/i)
    const csv = await (await page.request.get('/export/classements.csv')).text()
    const line = csv.split(/\r?\n/).find((l) => l.includes(services[n]))
    assert.match(line, /Partenariats passés/)
    assert.ok(csv.startsWith('\ufeff'))
  }))
})

// A whole assessment, from the first answer to the signature, by keyboard alone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choose, reach } from './keys.mjs'
import { daysAgo, signIn, withPage } from './site.mjs'

// What a coach knows of a service that is doing well, in the order of the form.
const facts = [
  ['adoption.answer', 'yes'],
  ['adoption.measures[0].date', daysAgo(40)], ['adoption.measures[0].users', '10 540'], ['adoption.measures[0].target_population', '31 000'],
  ['adoption.measures[0].evidence_url', 'https://service.exemple/mesure'],
  ['indicators.answer', 'yes'],
  ['indicators.followers[0]', 'Responsable produit'],
  ['indicators.stats_url', 'https://service.exemple/stats'],
  ['indicators.series[0].name', 'Démarches'], ['indicators.series[0].nature', 'Quantitatif'], ['indicators.series[0].better', 'augmente'],
  ['indicators.series[0].readings[0].date', daysAgo(300)], ['indicators.series[0].readings[0].value', '820'],
  ['+', 'Ajouter un relevé de l’indicateur 1'],
  ['indicators.series[0].readings[1].date', daysAgo(30)], ['indicators.series[0].readings[1].value', '1 310'],
  ['+', 'Ajouter un indicateur'],
  ['indicators.series[1].name', 'Satisfaction'], ['indicators.series[1].nature', 'Qualitatif'], ['indicators.series[1].better', 'augmente'],
  ['indicators.series[1].readings[0].date', daysAgo(280)], ['indicators.series[1].readings[0].value', '4,1'],
  ['+', 'Ajouter un relevé de l’indicateur 2'],
  ['indicators.series[1].readings[1].date', daysAgo(25)], ['indicators.series[1].readings[1].value', '4,3'],
  ['user_tests.answer', 'yes'],
  ['user_tests.feedback_channel', 'Formulaire'],
  ['user_tests.sessions[0].date', daysAgo(200)], ['user_tests.sessions[0].participants', '5'],
  ['+', 'Ajouter une séance'],
  ['user_tests.sessions[1].date', daysAgo(110)],
  ['+', 'Ajouter une séance'],
  ['user_tests.sessions[2].date', daysAgo(15)],
  ['evolutions.answer', 'yes'],
  ['evolutions.releases[0].date', daysAgo(190)], ['evolutions.releases[0].summary', 'Nouveau formulaire'],
  ['+', 'Ajouter une évolution'],
  ['evolutions.releases[1].date', daysAgo(60)], ['evolutions.releases[1].summary', 'Page de suivi'], ['evolutions.releases[1].from_user_feedback', true],
  ['communication.answer', 'yes'],
  ['communication.actions[0].date', daysAgo(90)], ['communication.actions[0].title', 'Bilan de l’année'],
  ['open_source.answer', 'yes'],
  ['open_source.repository_url', 'https://git.exemple/service'], ['open_source.licence', 'MIT'],
  ['trajectory.kind', 'integrated-team'],
]

for (const [scripts, service] of [[true, 'pas-a-pas-domicile'], [false, 'compte-goutte']]) {
  test(`a whole assessment is filled in by keyboard: scripts ${scripts ? 'on' : 'off'}`, () => withPage({ scripts }, async (page) => {
    await signIn(page, 'programme')
    await page.goto(`/startups/${service}/evaluation`)
    let keys = 0
    for (const name of ['press', 'type']) {
      const does = page.keyboard[name].bind(page.keyboard)
      page.keyboard[name] = (text) => {
        keys += name === 'type' ? text.length : 1
        return does(text)
      }
    }
    const from = Date.now()
    for (const [name, value] of facts) await fill(page, name, value)
    await reach(page, page.getByRole('button', { name: 'Relire et signer' }).last())
    await Promise.all([page.waitForURL('**/signature'), page.keyboard.press('Enter')])
    assert.match(await page.locator('#verdict').innerText(), /Réalisations.*prêt pour le transfert/s)
    await reach(page, page.getByRole('button', { name: 'Signer l’évaluation' }))
    await Promise.all([page.waitForURL('**/evaluations/*'), page.keyboard.press('Enter')])
    console.log(`# a whole assessment by keyboard, scripts ${scripts ? 'on' : 'off'}: ${((Date.now() - from) / 1000).toFixed(1)} s, ${keys} keys`)
  }))
}

// fill goes to a field and fills it in; « + » presses a button that adds a row, whose
// first field then has the focus.
async function fill(page, name, value) {
  if (name === '+') {
    const button = page.getByRole('button', { name: value, exact: true })
    await reach(page, button)
    await page.keyboard.press('Enter')
    await page.locator('input:focus').waitFor()
    return
  }
  const field = page.locator(`[name="${name}"]`)
  if (/\.(answer|kind)$/.test(name)) return choose(page, name, value)
  if (!await field.evaluate((e) => e === document.activeElement)) await reach(page, field)
  if (value === true) return page.keyboard.press('Space')
  if (await field.inputValue() !== '') await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(value)
}

// What Back shows of pages that the browser does not store.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { named, signIn, signOut, variants, withPage } from './site.mjs'

const accounts = '/administration/comptes'

test('Back brings back what was typed, while the account is in', () => withPage({}, async (page) => {
  await signIn(page, 'programme')
  await page.goto(accounts)
  await page.locator('[name=email]').fill('camille.durand@exemple.gouv.fr')
  await page.locator('label[for=role]').click()
  await page.goto('/a-faire')
  await page.goBack()
  assert.equal(await page.locator('[name=email]').inputValue(), 'camille.durand@exemple.gouv.fr')
  assert.ok(await page.locator('[name=role][value=coach]').isChecked())

  await signIn(page, 'programme')
  await page.goto(accounts)
  await page.goto('/a-faire')
  await page.goBack()
  assert.equal(await page.locator('[name=email]').inputValue(), '')
}))

variants.forEach((variant) => {
  test(`Back after a logout shows nothing of the account: ${named(variant)}`, () => withPage(variant, async (page) => {
    await signIn(page, 'programme')
    await page.goto(accounts)
    assert.equal(await page.locator('h1').innerText(), 'Comptes')
    await signOut(page)
    assert.match(page.url(), /deconnexion/)
    for (let back = 0; back < 2; back++) {
      await page.goBack()
      assert.notEqual(await page.locator('h1').innerText(), 'Comptes')
      assert.doesNotMatch(await page.locator('header').innerText(), /Sacha Morel/)
    }
  }))
})

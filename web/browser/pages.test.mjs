// Every page kind, in both themes, on a wide and on a narrow screen: accessible,
// inside its window, and silent in the console.
import { test } from 'node:test'
import { accessible, contained, withPage } from './site.mjs'

const draft = '/startups/lampe-de-chevet/evaluation'

// simulate fills the checklist of the home page; a wrong date is refused.
const simulate = (date) => async (page) => {
  await page.goto('/')
  await page.locator('[name="adoption.answer"][value="yes"] + label').click()
  await page.locator('[name="adoption.measures[0].date"]').fill(date)
  await page.locator('[name="adoption.measures[0].users"]').fill('12')
  await page.locator('[name="adoption.measures[0].target_population"]').fill('31')
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Voir le verdict' }).last().click()])
}

const kinds = {
  'the home page': '/',
  'a simulated verdict': simulate('01/02/2026'),
  'a refused simulation': simulate('hier'),
  'the portfolio': '/startups',
  'an empty search': '/startups?q=introuvable',
  'a startup never assessed': '/startups/coup-de-pouce-potager',
  'a startup in « Réalisations »': '/startups/carnet-de-quai',
  'a startup to confirm again': '/startups/bois-clair',
  'a startup in « Partenariats passés »': '/startups/guichet-des-lavoirs',
  'a withdrawn startup': '/startups/horloge-du-bourg',
  'an empty checklist': draft,
  'a signed assessment': async (page) => {
    await page.goto('/startups/carnet-de-quai')
    await page.locator('#contenu a[href^="/evaluations/"]').first().click()
  },
  'a page that is not there': '/nulle-part',
  'the accessibility statement': '/accessibilite',
}

for (const scheme of ['light', 'dark']) {
  for (const width of [1280, 360]) {
    test(`every page kind is accessible: ${scheme}, ${width} px`, () => withPage({ scheme, width }, async (page) => {
      for (const [what, kind] of Object.entries(kinds)) {
        if (typeof kind === 'string') await page.goto(kind)
        else await kind(page)
        await contained(page, what)
        await accessible(page, what)
      }
    }))
  }
}

test('nothing is cut off at 320 px', () => withPage({ width: 320 }, async (page) => {
  for (const [what, kind] of Object.entries(kinds)) {
    if (typeof kind === 'string') await page.goto(kind)
    else await kind(page)
    await contained(page, what)
  }
}))

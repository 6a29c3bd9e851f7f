// The kinds of page that the site has, each as somebody comes to it. None of
// them stores anything.

const yes = (page, criterion) => page.locator(`[name="${criterion}.answer"][value="yes"] + label`).click()
const send = (page, label) => Promise.all([page.waitForNavigation(), page.getByRole('button', { name: label }).last().click()])

// measured answers the first criterion, with one measure of that date; a date
// that is none is refused.
const measured = (address, label, date) => async (page) => {
  await page.goto(address)
  await yes(page, 'adoption')
  await page.locator('[name="adoption.measures[0].date"]').fill(date)
  await page.locator('[name="adoption.measures[0].users"]').fill('12')
  await page.locator('[name="adoption.measures[0].target_population"]').fill('31')
  await send(page, label)
}

const signed = async (page) => {
  await page.goto('/startups/carnet-de-quai')
  await page.locator('#contenu a[href^="/evaluations/"]').first().click()
  await page.waitForURL('**/evaluations/*')
}

const kinds = {
  'home': '/',
  'home-verdict': measured('/', 'Voir le verdict', '01/02/2026'),
  'home-refused': measured('/', 'Voir le verdict', 'hier'),
  'portfolio': '/startups',
  'portfolio-empty': '/startups?q=introuvable',
  'startup-never-assessed': '/startups/lampe-de-chevet',
  'startup-drafted': '/startups/coup-de-pouce-potager',
  'startup-realisations': '/startups/carnet-de-quai',
  'startup-to-confirm': '/startups/bois-clair',
  'startup-partenariats-passes': '/startups/guichet-des-lavoirs',
  'startup-withdrawn': '/startups/horloge-du-bourg',
  'evaluation-empty': '/startups/lampe-de-chevet/evaluation',
  'evaluation-draft': '/startups/archives-au-clair/evaluation',
  'evaluation-refused': measured('/startups/lampe-de-chevet/evaluation', 'Enregistrer le brouillon', 'hier'),
  'signature': '/startups/archives-au-clair/evaluation/signature',
  'signature-undecided': '/startups/coup-de-pouce-potager/evaluation/signature',
  'signed': signed,
  'not-found': '/nulle-part',
  'accessibility': '/accessibilite',
  'legal': '/mentions-legales',
}

// visit calls see with the name of each kind of page, once the page shows it.
export async function visit(page, see) {
  for (const [name, way] of Object.entries(kinds)) {
    if (typeof way === 'string') await page.goto(way)
    else await way(page)
    await see(name)
  }
}

// The kinds of page that the site has, each as somebody comes to it. None of
// them stores anything.
import { daysAgo, signIn, unfold } from './site.mjs'

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
  await page.getByRole('button', { name: label }).last().click()
  await page.locator('#verdict:focus, #erreurs:focus').waitFor()
}

// followed opens a page, then the first link to an assessment on it.
const followed = (address) => async (page) => {
  await page.goto(address)
  await page.locator('#contenu a[href^="/evaluations/"]:not([href$="/et-si"])').first().click()
  await page.waitForURL('**/evaluations/*')
}

// refused sends a form of an assessment as it stands, which lacks something.
const refused = (address, label, prepare = async () => {}) => async (page) => {
  await followed(address)(page)
  await prepare(page)
  await send(page, label)
}

const choose = (name, value) => (page) => page.locator(`[name="${name}"][value="${value}"] + label`).click()

// asked opens « Et si… » of the last assessment of a service, then does something there.
const asked = (service, then = async () => {}) => async (page) => {
  await page.goto(`/startups/${service}`)
  await page.locator('#contenu a[href$="/et-si"]').click()
  await page.waitForURL('**/et-si')
  await then(page)
}

const planned = (page) => send(page, 'Ajouter des tests prévus')

// pasted and opened bring facts of a service into its draft, without storing them.
const pasted = (service, rows) => async (page) => {
  await page.goto(`/startups/${service}/evaluation/import`)
  await page.locator('[name="list"]').selectOption('user_tests.sessions')
  await page.locator('[name="rows"]').fill(rows)
  await send(page, 'Ajouter ces lignes au brouillon')
}

const opened = (service, facts) => async (page) => {
  await page.goto(`/startups/${service}/evaluation/import`)
  await page.locator('[name="facts_file"]').setInputFiles({ name: 'faits.json', mimeType: 'application/json', buffer: Buffer.from(facts) })
  await send(page, 'Ouvrir ce fichier')
}

// Who sees it, then its name and its address, or the way there.
const kinds = {
  visitor: {
    'home': '/',
    'home-verdict': measured('/', 'Voir le verdict', '01/02/2026'),
    'home-refused': measured('/', 'Voir le verdict', 'hier'),
    'portfolio': '/startups',
    'portfolio-empty': '/startups?q=introuvable',
    'portfolio-filtered': '/startups?phase=transfere&phase=opere&classement=realisations&echeance=6&tri=echeance',
    'startup-never-assessed': '/startups/lampe-de-chevet',
    'startup-realisations': '/startups/carnet-de-quai',
    'startup-to-confirm': '/startups/bois-clair',
    'startup-partenariats-passes': '/startups/guichet-des-lavoirs',
    'startup-overridden': '/startups/relais-moulin',
    'startup-withdrawn': '/startups/horloge-du-bourg',
    'startup-past': '/startups/carte-des-sources?au=2026-01-01',
    'register': '/startups/horloge-du-bourg/registre',
    'assessment-public': followed('/startups/carnet-de-quai'),
    'what-if': asked('bois-clair'),
    'what-if-planned': asked('phare.ouvert', planned),
    'what-if-ignored': asked('phare.ouvert', async (page) => {
      await planned(page)
      await page.locator('[name="as_of"]').fill(daysAgo(-30))
      await send(page, 'Voir le verdict')
    }),
    'what-if-file-refused': asked('phare.ouvert', async (page) => {
      await page.locator('#ouvrir summary').click()
      const facts = '{"as_of": "2026-01-01", "user_tests": {"sessions": [{"date": "hier"}]}, "inconnu": 1}'
      await page.locator('[name="fichier"]').setInputFiles({ name: 'faits.json', mimeType: 'application/json', buffer: Buffer.from(facts) })
      await send(page, 'Ouvrir ce fichier')
    }),
    'what-if-cut-off': async (page) => {
      await asked('phare.ouvert', planned)(page)
      await page.goto(page.url().slice(0, -9))
    },
    'sign-in': '/connexion',
    'not-found': '/nulle-part',
    'statistics': '/statistiques',
    'accessibility': '/accessibilite',
    'legal': '/mentions-legales',
    'open-data': '/api/docs',
  },
  coach: {
    'work-coach': '/a-faire',
    'evaluation-contested': '/startups/mes-marees/evaluation',
    'assessment-contested': followed('/startups/mes-marees'),
    'forbidden': '/administration/comptes',
  },
  administration: {
    'work-administration': '/a-faire',
    'assessment-to-review': followed('/startups/signal-sentier'),
    'assessment-review-refused': refused('/startups/signal-sentier', 'Enregistrer l’avis', choose('adoption', 'contest')),
  },
  programme: {
    'work-programme': '/a-faire',
    'follow-up': '/a-suivre',
    'startup-drafted': '/startups/coup-de-pouce-potager',
    'evaluation-empty': '/startups/lampe-de-chevet/evaluation',
    'evaluation-draft': '/startups/archives-au-clair/evaluation',
    'evaluation-refused': measured('/startups/lampe-de-chevet/evaluation', 'Enregistrer', 'hier'),
    'what-if-draft': '/startups/archives-au-clair/evaluation/et-si',
    'import': '/startups/archives-au-clair/evaluation/import',
    'import-refused': pasted('archives-au-clair', 'Date\tParticipants\n31/02/2026\tsix\n\n01/03/2026\t5\t\tbien'),
    'import-file-refused': opened('archives-au-clair', '{\n  "user_tests": {"sessions": [{"date": "hier"}]},\n  "inconnu": 1\n}'),
    'evaluation-brought': async (page) => {
      await opened('carnet-de-quai', '{"user_tests": {}, "open_source": {}}')(page)
      await unfold(page)
      page.once('dialog', (dialog) => dialog.accept()) // which asks whether to leave what is not saved
    },
    'signature': '/startups/archives-au-clair/evaluation/signature',
    'signature-undecided': '/startups/coup-de-pouce-potager/evaluation/signature',
    'assessment-to-decide': followed('/startups/velo-des-neiges'),
    'assessment-decision-refused': refused('/startups/velo-des-neiges', 'Inscrire au registre et publier', choose('decided', 'non-etabli')),
    'accounts': '/administration/comptes',
    'accounts-refused': async (page) => {
      await page.goto('/administration/comptes')
      await send(page, 'Ajouter le compte')
    },
    'account': async (page) => {
      await page.goto('/administration/comptes')
      await page.locator('#contenu tbody th a').first().click()
      await page.waitForURL('**/comptes/*')
    },
    'audit': '/administration/journal',
  },
}

export const roles = Object.keys(kinds)

// visit calls see with the name of each kind of page that a role sees, once the page
// shows it.
export async function visit(page, role, see) {
  if (role !== 'visitor') await signIn(page, role)
  for (const [name, way] of Object.entries(kinds[role])) {
    if (typeof way === 'string') await page.goto(way)
    else await way(page)
    await see(name)
  }
}

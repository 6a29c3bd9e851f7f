// A signed assessment on paper: the dossier that the exit committee reads.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { named, signIn, variants, withPage } from './site.mjs'

// told is what one of Poppler's programs says of a file.
function told(program, ...args) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  assert.equal(status, 0, stderr)
  return stdout
}

// read returns what is said of a PDF, and the text of each of its pages.
function read(file) {
  const about = told('pdfinfo', '-f', '1', '-l', '99', file)
  const pages = told('pdftotext', '-layout', file, '-').split('\f').slice(0, -1).map((text) => text.replaceAll(/\s+/g, ' '))
  return { about, pages }
}

// printed opens the assessment that a service's page leads to, and prints it.
async function printed(page, service) {
  await page.goto(`/startups/${service}`)
  await page.locator('#contenu a[href^="/evaluations/"]:not([href$="et-si"])').first().click()
  await page.waitForURL(/evaluations\/\d+$/)
  const folder = await mkdtemp(join(tmpdir(), 'transfert-dossier-'))
  try {
    const file = join(folder, 'dossier.pdf')
    await page.pdf({ path: file, preferCSSPageSize: true, tagged: true })
    return read(file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

for (const variant of variants) {
  test(`an assessment prints as a dossier: ${named(variant)}`, () => withPage(variant, async (page) => {
    await signIn(page, 'programme')
    const { pages, about } = await printed(page, 'mes-marees')
    assert.match(about, /Title: +Évaluation du service Mes marées/)
    assert.match(about, /Tagged: +yes/)
    assert.equal(about.match(/size: .*\(A4\)/g).length, pages.length, about)
    for (const [i, text] of pages.entries()) assert.match(text, new RegExp(`${i + 1} ?/ ?${pages.length} $`), 'pages are numbered')
    const text = pages.join(' ')
    for (const wanted of ['Office national des lacs et marais', 'La Fabrique du littoral', /Signature Le .* par Camille Durand/, 'Grille 2026-1',
      /Verdict : « Partenariats passés »/, 'Ce qui manque pour', '1. Impact et adoption', '2. Indicateurs d’impact', '3. Retours et tests utilisateurs',
      '4. Évolutions du produit', '5. Communication', '6. Code ouvert', /Choisie\. Accueil : Direction métier/, /Équipe intégrée .*Passage en .*Non choisie.*Structure dédiée .*Non choisie/,
      /44 400 120 000 https:\/\/mes-marees\.example\/stats/, /Contestée le .* par Dominique Lemaire/, 'La licence est changée depuis le mois dernier']) {
      assert.match(text, wanted instanceof RegExp ? wanted : new RegExp(wanted.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')), 'it is told')
    }
    for (const unwanted of ['Inscrire au registre', 'Renvoyer', 'Se déconnecter', 'Démonstration', 'Motif']) {
      assert.ok(!text.includes(unwanted), `${unwanted} is on paper`)
    }
  }))
}

test('what the programme decided is on paper too', () => withPage({}, async (page) => {
  const { pages } = await printed(page, 'carnet-de-quai')
  assert.match(pages.join(' '), /Inscription .*au registre : « Réalisations »\. Décidé le .*contreseing de l’administration/)
  assert.doesNotMatch(pages.join(' '), /Camille Durand/, 'what is published names nobody')
}))

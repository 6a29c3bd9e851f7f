// Builds what package static embeds: one style sheet made of the parts of DSFR
// that the pages use and of css/, the fonts and icons it names, the favicons.
// Each file is hashed by its content and stands beside its compressed forms.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import esbuild from 'esbuild'
import postcss from 'postcss'
import { PurgeCSS } from 'purgecss'

const dsfr = './node_modules/@gouvfr/dsfr/dist'
const components = ['link', 'button', 'input', 'checkbox', 'radio', 'select', 'form', 'badge', 'alert', 'breadcrumb',
  'callout', 'highlight', 'table', 'pagination', 'search', 'summary', 'tag', 'skiplink', 'logo', 'modal', 'navigation', 'header', 'footer']
const iconFamilies = ['system', 'device', 'weather']

// Core comes first and scheme last, as DSFR asks; our own rules follow.
const sheets = [
  `${dsfr}/core/core.main.css`,
  ...iconFamilies.map((name) => `${dsfr}/utility/icons/icons-${name}/icons-${name}.main.css`),
  ...components.map((name) => `${dsfr}/component/${name}/${name}.main.css`),
  `${dsfr}/scheme/scheme.css`,
  ...(await readdir('css')).sort().map((name) => `./css/${name}`),
]

// Marianne is used in three weights; the browser slants the rest.
const fonts = /Marianne-(Regular|Medium|Bold)\.woff2/

const onlyOurFonts = (root) => {
  root.walkAtRules('charset', (rule) => rule.remove())
  root.walkAtRules('font-face', (face) => {
    const source = /url\([^)]*(Marianne-(?:Regular|Medium|Bold)\.woff2)[^)]*\)/.exec(face.toString())
    if (!source) return face.remove()
    face.walkDecls('src', (decl) => { decl.value = `url("${dsfr}/fonts/${source[1]}") format("woff2")` })
    face.append({ prop: 'font-display', value: 'swap' })
  })
}

// DSFR turns dark by script only: whoever chose no theme follows the system.
const darkWithoutScripts = (root) => {
  root.walkRules(':root[data-fr-theme=dark]', (rule) => {
    if (rule.parent.type !== 'root') return
    const media = postcss.atRule({ name: 'media', params: '(prefers-color-scheme: dark)' })
    media.append(rule.clone({ selector: ':root[data-fr-scheme=system]:not([data-fr-theme])' }))
    rule.after(media)
  })
}

// Addresses are made relative to this folder, where the sheets are joined.
const rebased = (sheet) => (root) => root.walkDecls((decl) => {
  decl.value = decl.value.replace(/url\("(\.\.[^"]*)"\)/g, (_, path) => `url("./${join(dirname(sheet), path)}")`)
})

const purge = async (css) => {
  const [result] = await new PurgeCSS().purge({
    content: ['../page/*.templ', '../page/*.go', '../dsfr/*.templ', '../dsfr/dsfr.go', '../../content/page/*.md'],
    css: [{ raw: css }],
    // What Markdown becomes has no class and no tag in the sources.
    safelist: ['blockquote', 'ol', 'ul', 'li', 'h3', 'h4', 'em', 'strong', 'code', 'table'],
    dynamicAttributes: ['data-fr-theme', 'data-fr-scheme', 'aria-current', 'aria-disabled', 'aria-invalid', 'aria-pressed', 'open', 'popover', 'disabled', 'href', 'title', 'type', 'class'],
  })
  return result.css
}

const source = await Promise.all(sheets.map(async (sheet) => {
  const root = postcss.parse(await readFile(sheet, 'utf8'))
  rebased(sheet)(root)
  onlyOurFonts(root)
  darkWithoutScripts(root)
  return root.toString()
}))
const bundle = await esbuild.build({
  stdin: { contents: await purge(source.join('\n')), loader: 'css', resolveDir: '.', sourcefile: 'app.css' },
  bundle: true, minify: true, write: false, outdir: 'dist', entryNames: 'app', assetNames: '[name]-[hash]',
  loader: { '.svg': 'dataurl', '.woff2': 'file' }, target: ['chrome109', 'firefox115', 'safari16'], legalComments: 'none',
})

const manifest = {}
const compressible = new Set(['.css', '.svg'])

const keep = async (name, content, hashed) => {
  hashed ??= `${basename(name, extname(name))}-${createHash('sha256').update(content).digest('hex').slice(0, 10)}${extname(name)}`
  manifest[name] = hashed
  await writeFile(`dist/${hashed}`, content)
  if (!compressible.has(extname(name))) return
  await writeFile(`dist/${hashed}.gz`, gzipSync(content, { level: 9 }))
  await writeFile(`dist/${hashed}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
}

await mkdir('dist', { recursive: true })
for (const name of await readdir('dist')) if (name !== '.keep') await rm(`dist/${name}`)
for (const file of bundle.outputFiles) {
  const hashed = basename(file.path)
  if (hashed === 'app.css') await keep('app.css', file.contents)
  else if (fonts.test(hashed.replace(/-[A-Z0-9]{8}\./, '.'))) await keep(hashed.replace(/-[A-Z0-9]{8}\./, '.'), file.contents, hashed)
}
for (const icon of ['favicon.svg', 'favicon.ico', 'apple-touch-icon.png']) await keep(icon, await readFile(`${dsfr}/favicon/${icon}`))
await writeFile('dist/manifest.json', JSON.stringify(manifest))

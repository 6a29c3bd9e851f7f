// Saves the checklist by itself, part by part, and shows what the server makes of
// it. What is not saved yet is kept in the browser, and comes back after a crash.
const form = document.querySelector('form[data-live]')
const key = form?.dataset.keep && `transfert ${form.dataset.keep}`

const edits = new Map() // the last edit of each section, by its id
let edit = 0 // counts what is typed
let saved = 0 // the edit up to which the server has everything
let typedAt = Date.now()
let busy = false // one request at a time
let waiting // the button to send once it is back, or true for none
let timer
let failures = 0

if (form) {
  form.addEventListener('input', ({ target }) => {
    clean(target)
    edited(target.closest('section'))
    later(target.matches('[type=radio], [type=checkbox], select') ? 150 : 1200)
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    send(event.submitter)
  })
  form.addEventListener('focusin', ({ target }) => follow(target.closest('section')))
  if (key) start()
}

function start() {
  const kept = storage('getItem')
  if (document.getElementById('faits-importes')) {
    history.replaceState(null, '', form.action) // where the form is, saved or kept
    edited()
  } else if (kept) {
    edit++
    send(undefined, kept)
  }
  addEventListener('beforeunload', (event) => edit > saved && event.preventDefault())
  addEventListener('online', () => send())
  addEventListener('pageshow', (event) => event.persisted && send())
  setInterval(() => attended() && send(), 30_000)
}

// Whoever has left the page alone for a while is not kept signed in by it.
const attended = () => !busy && document.visibilityState === 'visible' && Date.now() - typedAt < 600_000

function edited(section) {
  edits.set(section?.id, ++edit)
  typedAt = Date.now()
  storage('setItem', new URLSearchParams(new FormData(form)).toString())
}

function later(delay) {
  clearTimeout(timer)
  timer = setTimeout(send, delay)
}

async function send(button, kept) {
  clearTimeout(timer)
  if (busy) {
    waiting = button ?? waiting ?? true
    return
  }
  busy = true
  const sent = edit
  const pressed = form.contains(button) ? button : undefined
  const body = new URLSearchParams(kept ?? new FormData(form, pressed))
  if (!pressed) body.set('intent', kept ? 'restore' : 'sync')
  const answer = await ask(body).catch(failed)
  busy = false
  if (answer?.redirected) return leave(answer.url)
  if (answer) show(answer.html, sent, pressed)
  if (waiting) {
    const next = waiting === true ? undefined : waiting
    waiting = undefined
    send(next)
  }
}

async function ask(body) {
  const headers = { 'X-Requested-With': 'fetch' }
  const answer = await fetch(form.action, { method: 'POST', body, headers, signal: AbortSignal.timeout(20_000) })
  if (!answer.redirected && ![200, 409, 422].includes(answer.status)) throw answer.status
  return { redirected: answer.redirected, url: answer.url, html: await answer.text() }
}

function leave(address) {
  saved = edit
  storage('removeItem')
  location = address
}

// show puts each element of an answer in the place of the one with its id.
function show(html, sent, pressed) {
  const answer = new DOMParser().parseFromString(html, 'text/html')
  let focus
  for (const element of [...answer.body.children]) {
    const old = document.getElementById(element.id)
    const within = old?.contains(document.activeElement)
    for (const open of old?.querySelectorAll('details[open][id]') ?? []) element.querySelector(`#${open.id}`)?.setAttribute('open', '')
    const target = element.querySelector('[autofocus]')
    target?.removeAttribute('autofocus')
    const part = changed(old, element, sent, within && !pressed)
    part?.old.replaceWith(part.element)
    if (pressed || part && within) focus ??= target?.id
  }
  document.getElementById(focus)?.focus()
  if (/^(add|remove|take|plan)/.test(pressed?.value)) {
    edited()
    later(150)
  }
  if (failures) say(`Connexion rétablie. ${document.getElementById('enregistrement').textContent}`)
  failures = 0
  if (edit > sent || form.querySelector('[data-unsaved]')) return
  saved = edit
  storage('removeItem')
}

// changed tells what of the page an element of an answer replaces, if anything: fields
// in which somebody is typing stay, and take over only what was made of them.
function changed(old, element, sent, typing) {
  if (!old || old.isEqualNode(element)) return
  if (!element.matches('section')) return typing ? undefined : { old, element }
  const since = edits.get(old.id) > sent
  if (!since && !(typing && 'theirs' in element.dataset)) return { old, element }
  if ('theirs' in element.dataset || element.querySelector('.clash')) return
  return { old: old.querySelector('.state'), element: element.querySelector('.state') }
}

function failed(status) {
  const text = status === 401
    ? 'Votre session a pris fin. Reconnectez-vous dans un autre onglet : vos réponses sont gardées dans cette page et seront enregistrées ensuite.'
    : status >= 400 && status < 500
      ? 'Le serveur n’accepte plus vos réponses. Elles restent dans cette page et dans ce navigateur : gardez-en une copie avant de la recharger.'
      : 'Pas de réponse du serveur. Vos réponses sont gardées dans ce navigateur et seront enregistrées dès que possible.'
  if (!failures) say(text)
  document.getElementById('enregistrement').textContent = text
  failures++
  later(Math.min(2 ** failures, 30) * 1000)
}

function say(text) {
  document.getElementById('annonce').textContent = text
}

// clean takes away what was wrong with a field once it is typed in.
function clean(field) {
  const group = field.closest('.fr-input-group--error, .fr-select-group--error, .fr-fieldset--error')
  if (!group) return
  group.classList.remove('fr-input-group--error', 'fr-select-group--error', 'fr-fieldset--error')
  group.querySelector('.fr-error-text, .fr-messages-group')?.remove()
  for (const part of [group, field]) {
    part.removeAttribute('aria-invalid')
    part.removeAttribute('aria-describedby')
  }
  field.classList.remove('fr-input--error', 'fr-select--error')
}

// follow shows the passage on the criterion that is being filled in, where the page
// of the programme stands beside the form.
function follow(section) {
  const passage = document.getElementById(section?.querySelector('[data-passage]')?.hash.slice(1))
  const guide = passage?.closest('.guide')
  if (guide?.scrollHeight > guide?.clientHeight) guide.scrollTo({ top: passage.offsetTop - 16 })
}

// storage keeps what is typed, where the browser lets it.
function storage(act, ...value) {
  try {
    return key && localStorage[act](key, ...value)
  } catch {
    return undefined
  }
}

// Keeps what is typed on a page that the browser does not store, and brings it back with
// Back, in the same tab and for the same account. form.js keeps drafts by itself.
const { account } = document.body.dataset
const place = `typed ${account} ${location.pathname}${location.search}`
const signedOut = !account && /deconnexion/.test(location.pathname + location.search)

const fields = () => [...document.querySelectorAll('form[method=post]:not([data-keep])')].flatMap((form) =>
  [...form.elements].filter((field) => field.name && field.matches('input:not([type=hidden], [type=file]), textarea, select')))

// held is the property of a field that people change.
const held = (field) => (/^(radio|checkbox)$/.test(field.type) ? 'checked' : 'value')

// keep holds the fields as they are left, by their places.
const keep = () => sessionStorage.setItem(place, JSON.stringify(fields().map((field) => [field.name, field[held(field)]])))

// restore takes a field as it was left, where the page still has it in the same place.
function restore(field, [name, value] = []) {
  if (field.name !== name || field[held(field)] === value) return
  field[held(field)] = value
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

try {
  if (account && location.pathname !== '/') {
    const kept = sessionStorage.getItem(place)
    if (kept && performance.getEntriesByType('navigation')[0]?.type === 'back_forward') {
      const left = JSON.parse(kept)
      fields().forEach((field, i) => restore(field, left[i]))
    }
    addEventListener('pagehide', keep)
  }
  if (signedOut) for (const key of Object.keys(sessionStorage)) if (key.startsWith('typed ')) sessionStorage.removeItem(key)
} catch {
  // Where the browser keeps nothing, nothing comes back.
}

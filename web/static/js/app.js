// What scripts add to pages that are complete without them.
import './form.js'
import './submit.js'
import './theme.js'
import './typed.js'

// What scripts add to pages that are complete without them.
import './theme.js'

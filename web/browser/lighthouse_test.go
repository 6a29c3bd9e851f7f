package browser

import "testing"

// TestLighthouse has a site and a browser to itself: what it measures is how quickly
// pages appear.
func TestLighthouse(t *testing.T) {
	drive(t, demo(t), "lighthouse.journey.mjs")
}

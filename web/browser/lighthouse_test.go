package browser

import "testing"

// TestLighthouseInChromium has a site and a browser to itself: what it measures is how quickly
// pages appear.
func TestLighthouseInChromium(t *testing.T) {
	drive(t, demo(t), "lighthouse.journey.mjs")
}

package main

import (
	"fmt"
	"sync"
	"time"
)

const probeTime = time.Second // a health probe that takes longer is reported as hanging

// HealthProbe runs a probe beside everything else; one that hangs or fails is UNKNOWN [health-bounded].
type HealthProbe struct {
	probe   func() (Health, error)
	mu      sync.Mutex
	health  *Health
	running bool
	beganAt time.Time
}

func (p *HealthProbe) begin() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.running {
		return // a hanging one is not joined by a second
	}
	p.running, p.beganAt = true, time.Now()
	go func() {
		health := p.result()
		p.mu.Lock()
		defer p.mu.Unlock()
		p.running, p.health = false, &health
	}()
}

func (p *HealthProbe) result() (health Health) {
	defer func() {
		if fault := recover(); fault != nil {
			health = unknown(fmt.Sprintf("the probe failed: %v", fault))
		}
	}()
	health, err := p.probe()
	if err != nil {
		return unknown("the probe failed: " + err.Error())
	}
	return health
}

func (p *HealthProbe) report() *Health {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.running && time.Since(p.beganAt) >= probeTime {
		health := unknown(fmt.Sprintf("the probe has not answered for %v or longer", probeTime))
		return &health
	}
	return p.health
}

func unknown(why string) Health { return Health{Status: "UNKNOWN", Message: shortened(why, 500)} }

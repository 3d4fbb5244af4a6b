package main

// The service behind the agent: put yours here.
//
// This one is the conformance capsule of the contract's section 9: behaviour on demand, for the kit. The agent asks it
// for content, revision, health, refusal, run, events; and it says through reportDue that its content changed.

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	version     = "1.0.0"
	serviceCode = "conformance"
	eventsMax   = 500
)

// Schema is as much of JSON Schema as these actions need: what is declared is what is enforced, without an engine.
type Schema struct {
	Type       string            `json:"type,omitempty"`
	Properties map[string]Schema `json:"properties,omitempty"`
	Required   []string          `json:"required,omitempty"`
	Enum       []string          `json:"enum,omitempty"`
	Pattern    string            `json:"pattern,omitempty"`
	Minimum    *float64          `json:"minimum,omitempty"`
	Maximum    *float64          `json:"maximum,omitempty"`
}

// Payload holds every member that an action takes.
type Payload struct {
	Message string  `json:"message"`
	MS      float64 `json:"ms"`
	Path    string  `json:"path"`
	Key     string  `json:"key"`
	Value   string  `json:"value"`
	Status  string  `json:"status"`
	Type    string  `json:"type"`
	whole   json.RawMessage
}

type Handler func(ctx context.Context, run *Run, payload Payload) (any, error)

type Action struct {
	handler              Handler
	Name                 string `json:"name"`
	Label                string `json:"label"`
	InputSchema          Schema `json:"inputSchema"`
	TimeoutSeconds       int    `json:"timeoutSeconds"`
	DangerLevel          string `json:"dangerLevel"`
	RequiresConfirmation bool   `json:"requiresConfirmation"`
	Idempotent           bool   `json:"idempotent"`
	Cancellable          bool   `json:"cancellable"`
}

type Config struct {
	Key          string  `json:"key"`
	Type         string  `json:"type"`
	Editable     bool    `json:"editable"`
	Sensitive    bool    `json:"sensitive"`
	ValuePreview *string `json:"valuePreview,omitempty"`
	Fingerprint  string  `json:"fingerprint,omitempty"`
}

type Health struct {
	Status  string `json:"status"`
	Message string `json:"message,omitempty"`
}

type Event struct {
	ID          string `json:"id"`
	ServiceCode string `json:"serviceCode"`
	Type        string `json:"type"`
	At          string `json:"at"`
	Message     string `json:"message"`
}

// Content is the manifest, the configs and the actions: what a revision stands for.
type Content struct {
	Manifest map[string]string `json:"manifest"`
	Configs  []Config          `json:"configs"`
	Actions  []Action          `json:"actions"`
}

type Capsule struct {
	opstage   *Opstage
	state     *State
	actions   map[string]Action
	reportDue chan struct{} // holds a token while a report is due
	mu        sync.Mutex    // guards what follows
	colour    string
	secret    string
	status    string
	waiting   []Event
}

func newCapsule(opstage *Opstage, state *State) *Capsule {
	c := &Capsule{opstage: opstage, state: state, actions: map[string]Action{}, reportDue: make(chan struct{}, 1)}
	c.colour, c.status = "blue", "UP"
	least, most := 0.0, 86_400_000.0
	text := Schema{Type: "string"}
	members := map[string]Schema{
		"message": text,
		"value":   text,
		"ms":      {Type: "number", Minimum: &least, Maximum: &most},
		"path":    {Type: "string", Pattern: "^/[!-~]*$"},
		"key":     {Enum: []string{"colour", "secret"}},
		"status":  {Enum: []string{"UP", "DEGRADED", "DOWN", "UNKNOWN", "hang", "throw"}},
		"type":    {Type: "string", Pattern: "^[A-Za-z][A-Za-z0-9._-]{0,79}$"},
	}
	declare := func(action Action, takes ...string) { // `message?` may be absent
		action.DangerLevel = "LOW"
		action.InputSchema = Schema{Type: "object", Properties: map[string]Schema{}}
		for _, member := range takes {
			name, optional := strings.CutSuffix(member, "?")
			action.InputSchema.Properties[name] = members[name]
			if !optional {
				action.InputSchema.Required = append(action.InputSchema.Required, name)
			}
		}
		c.actions[action.Name] = action
	}
	declare(Action{Name: "echo", Label: "Returns its payload", TimeoutSeconds: 300, handler: c.echo})
	declare(Action{Name: "fail", Label: "Fails with a message", TimeoutSeconds: 300, handler: c.fail}, "message?")
	declare(Action{Name: "throw", Label: "Fails by accident", TimeoutSeconds: 300, handler: c.throw}, "message?")
	declare(Action{Name: "sleep", Label: "Sleeps", TimeoutSeconds: 86_400, Cancellable: true, handler: c.sleep}, "ms")
	declare(Action{Name: "slow", Label: "Sleeps past its timeout", TimeoutSeconds: 1, handler: c.slow})
	declare(Action{Name: "touch", Label: "Gets a path of Opstage once", TimeoutSeconds: 300, handler: c.touch}, "path")
	declare(Action{Name: "set-config", Label: "Sets an item", TimeoutSeconds: 300, handler: c.setConfig}, "key", "value")
	declare(Action{Name: "set-health", Label: "Sets the health", TimeoutSeconds: 300, handler: c.setHealth}, "status")
	declare(Action{Name: "emit", Label: "Emits an event", TimeoutSeconds: 300, handler: c.emit}, "type", "message?")
	return c
}

// refusal says why a delivered command cannot run [refusal-is-explicit].
func (c *Capsule) refusal(delivery Delivery) *OutcomeError {
	action, declared := c.actions[delivery.ActionName]
	switch {
	case delivery.Type != "ACTION_EXECUTE":
		return &OutcomeError{"COMMAND_TYPE_UNKNOWN", "this agent only executes actions"}
	case delivery.ServiceCode != serviceCode || !declared:
		return &OutcomeError{"ACTION_NOT_FOUND", "no such action is declared"}
	}
	if err := action.InputSchema.check(delivery.Payload); err != nil {
		return &OutcomeError{"ACTION_PAYLOAD_INVALID", err.Error()}
	}
	return nil
}

func (s Schema) check(payload json.RawMessage) error {
	var members map[string]any
	if err := json.Unmarshal(payload, &members); err != nil || members == nil {
		return errors.New("the payload is not an object")
	}
	for _, name := range s.Required {
		if _, present := members[name]; !present {
			return errors.New(name + " is missing")
		}
	}
	for name, schema := range s.Properties {
		if value, present := members[name]; present && !schema.fits(value) {
			return errors.New(name + " is not valid")
		}
	}
	return nil
}

func (s Schema) fits(value any) bool {
	switch value := value.(type) {
	case string:
		matches, err := regexp.MatchString(s.Pattern, value)
		return s.Type != "number" && err == nil && matches && (s.Enum == nil || slices.Contains(s.Enum, value))
	case float64:
		return s.Type == "number" && *s.Minimum <= value && value <= *s.Maximum
	default:
		return false
	}
}

// run runs a declared handler, and nothing else ever [no-arbitrary-execution]. One that panics has failed.
func (c *Capsule) run(ctx context.Context, run *Run, delivery Delivery) (outcome *Outcome, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%v", fault)
		}
	}()
	payload := Payload{whole: delivery.Payload}
	decode(delivery.Payload, &payload)
	data, err := c.actions[delivery.ActionName].handler(ctx, run, payload)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(data)
	return &Outcome{Success: true, Data: text}, err
}

func (c *Capsule) content() Content {
	c.mu.Lock()
	defer c.mu.Unlock()
	preview := shortened(c.colour, 2000)
	secret := Config{Key: "secret", Type: "string", Sensitive: true}
	if c.secret != "" { // its value stands nowhere [sensitive-never-travels]
		fingerprint, err := c.state.fingerprint(c.secret)
		logged("fingerprint", err)
		secret.Fingerprint = fingerprint
	}
	actions := []Action{}
	for _, name := range slices.Sorted(maps.Keys(c.actions)) {
		actions = append(actions, c.actions[name])
	}
	return Content{
		Manifest: map[string]string{
			"kind": "CapsuleService", "schemaVersion": "1.0", "code": serviceCode, "name": "Conformance capsule",
			"version": version, "description": "Behaves as the conformance kit asks.", "runtime": "go", "agentMode": "embedded",
		},
		Configs: []Config{{Key: "colour", Type: "string", ValuePreview: &preview}, secret},
		Actions: actions,
	}
}

// revision is equal for equal content [revision-resync].
func (c Content) revision() string {
	text, err := json.Marshal(c)
	if err != nil {
		panic(err)
	}
	return digest(string(text))[:32]
}

// health is the probe. A service without one would say UP as long as it lives [health-reported].
func (c *Capsule) health() (Health, error) {
	for {
		c.mu.Lock()
		status := c.status
		c.mu.Unlock()
		switch status {
		case "hang":
			time.Sleep(100 * time.Millisecond)
		case "throw":
			panic("the probe was told to throw")
		default:
			return Health{Status: status}, nil
		}
	}
}

// events gives the oldest ones that wait for a heartbeat; forget drops as many once they are told.
func (c *Capsule) events(most int) []Event {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.waiting[:min(most, len(c.waiting))])
}

func (c *Capsule) forget(count int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting = c.waiting[count:]
}

func (c *Capsule) changed() {
	select {
	case c.reportDue <- struct{}{}:
	default: // one is due already
	}
}

type nothing struct{}

func (c *Capsule) echo(_ context.Context, _ *Run, payload Payload) (any, error) {
	return payload.whole, nil
}

func (c *Capsule) fail(_ context.Context, _ *Run, payload Payload) (any, error) {
	return nil, errors.New(cmp.Or(payload.Message, "told to fail"))
}

func (c *Capsule) throw(_ context.Context, _ *Run, payload Payload) (any, error) {
	panic(cmp.Or(payload.Message, "told to throw"))
}

func (c *Capsule) sleep(ctx context.Context, run *Run, payload Payload) (any, error) {
	total := time.Duration(payload.MS * float64(time.Millisecond))
	end := time.Now().Add(total)
	for left := total; left > 0; left = time.Until(end) {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(min(left, time.Second)):
		}
		left := max(0, time.Until(end))
		run.Progress(100*(1-left.Seconds()/total.Seconds()), left.Round(time.Second).String()+" left")
	}
	return map[string]float64{"sleptMs": payload.MS}, nil
}

func (c *Capsule) slow(_ context.Context, run *Run, _ Payload) (any, error) {
	time.Sleep(5 * run.Timeout) // deaf: it would not notice a cancellation
	return nothing{}, nil
}

func (c *Capsule) touch(ctx context.Context, run *Run, payload Payload) (any, error) {
	// Deaf to a cancellation too: what was sent cannot be taken back, so its true result is told.
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), run.Timeout)
	defer stop()
	status, err := c.opstage.getStatus(ctx, payload.Path)
	return map[string]int{"status": status}, err
}

func (c *Capsule) setConfig(_ context.Context, _ *Run, payload Payload) (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	item := map[string]*string{"colour": &c.colour, "secret": &c.secret}[payload.Key]
	if *item != payload.Value {
		*item = payload.Value
		c.changed() // [report-on-start-and-change]
	}
	return nothing{}, nil
}

func (c *Capsule) setHealth(_ context.Context, _ *Run, payload Payload) (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.status = payload.Status
	return nothing{}, nil
}

func (c *Capsule) emit(_ context.Context, _ *Run, payload Payload) (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.waiting) >= eventsMax {
		return nil, errors.New("too many events are waiting for a heartbeat")
	}
	event := Event{randomText(12), serviceCode, payload.Type, timestamp(), shortened(payload.Message, 500)}
	c.waiting = append(c.waiting, event)
	return map[string]string{"eventId": event.ID}, nil
}

func timestamp() string {
	return time.Now().UTC().Format("2006-01-02T15:04:05.000Z")
}

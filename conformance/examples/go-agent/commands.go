package main

// Commands: claimed, acknowledged, run at most once, answered.
//
// A delivered command has a goroutine that acknowledges, supervises and answers it; its handler runs in one more, so
// that a handler can hang without anything else hanging.

import (
	"context"
	"encoding/json"
	"regexp"
	"sync"
	"time"
)

const (
	slots             = 4   // how many handlers run at once
	openMax           = 100 // how many commands a heartbeat can name as running
	claimWaitSeconds  = 25  // below the minute after which many proxies cut a silent connection
	housekeepingEvery = time.Hour
)

// Delivery is a command as Opstage delivers it.
type Delivery struct {
	ID             string          `json:"id"`
	Type           string          `json:"type"`
	ServiceCode    string          `json:"serviceCode"`
	ActionName     string          `json:"actionName"`
	Payload        json.RawMessage `json:"payload"`
	TimeoutSeconds any             `json:"timeoutSeconds"`
	Delivery       struct {
		ID string `json:"id"`
	} `json:"delivery"`
}

// Outcome is what is told of a command, besides the delivery it belongs to.
type Outcome struct {
	Success   bool            `json:"success"`
	Cancelled bool            `json:"cancelled,omitempty"`
	Data      json.RawMessage `json:"data,omitempty"`
	Error     *OutcomeError   `json:"error,omitempty"`
}

type OutcomeError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func failure(code, message string) *Outcome {
	return &Outcome{Error: &OutcomeError{Code: code, Message: shortened(message, 500)}}
}

// Run is what a handler gets beside its context, which ends when the handler is to stop, and its payload.
type Run struct {
	Timeout  time.Duration
	progress chan Progress
}

type Progress struct {
	Percent float64 `json:"percent"`
	Message string  `json:"message"`
}

// Progress never blocks. What was not sent yet is replaced: only the newest matters.
func (r *Run) Progress(percent float64, message string) {
	select {
	case <-r.progress:
	default:
	}
	select {
	case r.progress <- Progress{percent, shortened(message, 500)}:
	default:
	}
}

// Command is one this process deals with; its members are guarded by Commands.mu.
type Command struct {
	users       int
	entry       *Entry // what the journal says; nil until the command may run
	cancelAsked bool
	cancel      context.CancelFunc // of the running handler
	telling     bool
	delivering  sync.Mutex // held while one delivery of it is acknowledged
}

type Commands struct {
	agent     *Agent
	mu        sync.Mutex
	known     map[string]*Command
	slots     chan struct{}
	abandoned chan struct{} // closed when the grace of an orderly stop is over
	handling  sync.WaitGroup
	telling   sync.WaitGroup
}

func newCommands(agent *Agent) *Commands {
	return &Commands{
		agent:     agent,
		known:     map[string]*Command{},
		slots:     make(chan struct{}, slots),
		abandoned: make(chan struct{}),
	}
}

// running lists every command acknowledged and not yet answered [heartbeat-cadence].
func (c *Commands) running() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	ids := []string{}
	for id, command := range c.known {
		if command.entry != nil && command.entry.AnsweredAt == nil && len(ids) < openMax {
			ids = append(ids, id)
		}
	}
	return ids
}

// cancel passes a cancellation on [cancel-honoured]; a command that is over, or was never here, needs none.
func (c *Commands) cancel(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if command := c.known[id]; command != nil {
		command.cancelAsked = true
		if command.cancel != nil {
			command.cancel()
		}
	}
}

// resume answers what an earlier process began and did not answer [execute-at-most-once].
func (c *Commands) resume(ctx context.Context) error {
	if err := c.agent.state.forgetOldEntries(); err != nil {
		return err
	}
	entries, err := c.agent.state.entries()
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.AnsweredAt != nil {
			continue
		}
		if entry.Outcome == nil {
			entry.Outcome = failure("AGENT_RESTARTED", "the agent ended while the command ran")
			entry.FinishedAt = time.Now()
			if err := c.agent.state.keep(*entry); err != nil {
				return err
			}
		}
		command, release, err := c.command(entry.ID)
		if err != nil {
			return err
		}
		c.telling.Add(1)
		go func() {
			defer c.telling.Done()
			defer release()
			c.tell(ctx, command)
		}()
	}
	return nil
}

// stop finishes or fails what runs [disconnect-on-stop]; what stays unanswered goes out after the next start.
func (c *Commands) stop(grace, toAnswer time.Duration) {
	waitFor(&c.handling, grace)
	close(c.abandoned)
	waitFor(&c.telling, toAnswer)
}

func waitFor(group *sync.WaitGroup, longest time.Duration) {
	done := make(chan struct{})
	go func() { group.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(longest):
	}
}

// claimLoop ends with `claiming`, at an orderly stop; the commands it brought live on with `calls`.
func (c *Commands) claimLoop(claiming, calls context.Context) {
	backoff := Backoff{}
	tidiedAt := time.Now()
	for claiming.Err() == nil {
		free := c.takeSlots(claiming)
		beganAt := time.Now()
		body := map[string]any{"bootId": c.agent.bootID, "max": free, "waitSeconds": claimWaitSeconds}
		answer, err := c.agent.call(claiming, "commands/claim", body, claimWaitSeconds*time.Second+callTimeout)
		if err != nil {
			return // what this claim brought, if anything, is not acknowledged, so Opstage delivers it again
		}
		var data struct {
			Commands []json.RawMessage `json:"commands"`
		}
		if answer.Verdict == granted {
			decode(answer.Data, &data)
		}
		started := 0
		for _, text := range data.Commands {
			delivery := Delivery{}
			decode(text, &delivery)
			if started < free && isDelivery(delivery) {
				started++
				c.handling.Add(1)
				c.telling.Add(1)
				go c.handle(calls, delivery)
			}
		}
		for range free - started {
			<-c.slots
		}
		switch {
		case answer.Verdict != granted:
			pause(claiming, backoff.after(answer, c.agent.heartbeatEvery()))
		case started == 0: // an Opstage that does not hold claims is asked at the pace it told
			backoff.succeeded()
			pause(claiming, c.agent.pollEvery()-time.Since(beganAt))
		default:
			backoff.succeeded()
		}
		if time.Since(tidiedAt) > housekeepingEvery {
			tidiedAt = time.Now()
			logged("tidying the journal", c.agent.state.forgetOldEntries())
		}
	}
}

// takeSlots waits until a handler could start, and takes every slot there is [claim-what-can-start].
func (c *Commands) takeSlots(ctx context.Context) int {
	for len(c.running()) > openMax-slots { // results wait for an Opstage that does not take them
		pause(ctx, time.Second)
		if ctx.Err() != nil {
			return 0
		}
	}
	taken := 0
	select {
	case c.slots <- struct{}{}:
		taken++
	case <-ctx.Done():
		return 0
	}
	for {
		select {
		case c.slots <- struct{}{}:
			taken++
		default:
			return taken
		}
	}
}

// command gives the one Command of this id, however many goroutines deal with it, until `release`.
func (c *Commands) command(id string) (command *Command, release func(), err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	command = c.known[id]
	if command == nil {
		entry, err := c.agent.state.entry(id)
		if err != nil {
			return nil, nil, err
		}
		command = &Command{entry: entry}
		c.known[id] = command
	}
	command.users++
	return command, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if command.users--; command.users == 0 {
			delete(c.known, id)
		}
	}, nil
}

// snapshot is a copy of what the journal says, or nil.
func (c *Commands) snapshot(command *Command) *Entry {
	c.mu.Lock()
	defer c.mu.Unlock()
	if command.entry == nil {
		return nil
	}
	entry := *command.entry
	return &entry
}

// record changes an entry in memory and on disk.
func (c *Commands) record(command *Command, change func(*Entry)) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	change(command.entry)
	return c.agent.state.keep(*command.entry)
}

func (c *Commands) wasCancelled(command *Command) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return command.cancelAsked
}

var commandIDForm = regexp.MustCompile(`^cmd_[A-Za-z0-9_-]{16,64}$`)
var deliveryIDForm = regexp.MustCompile(`^dlv_[A-Za-z0-9_-]{16,64}$`)

// isDelivery says whether it can be answered at all: its ids stand in paths and file names.
func isDelivery(delivery Delivery) bool {
	return commandIDForm.MatchString(delivery.ID) && deliveryIDForm.MatchString(delivery.Delivery.ID)
}

// shortened cuts a text to a number of code points.
func shortened(text string, longest int) string {
	if runes := []rune(text); len(runes) > longest {
		return string(runes[:longest])
	}
	return text
}
